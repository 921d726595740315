"""The rows as Markdown, and the page that they are written to."""

import os
import tempfile

BEGIN, END = "<!-- peers -->\n", "<!-- /peers -->"


def time(milliseconds):
    return f"{1e3 * milliseconds:.3g} µs" if milliseconds < 0.1 else f"{milliseconds:.4g} ms"


def key(row):
    return row["network"], row["batch"], row["threads"]


def joined(rows, new):
    """The rows in order, those of a combination that was measured again replaced."""
    again = {key(row) for row in new}
    return sorted([row for row in rows if key(row) not in again] + new, key=key)


def markdown(rows):
    methods = list(dict.fromkeys(row["method"] for row in rows))
    lines = [
        "| network | batch | threads | " + " | ".join(f"{m}" for m in methods) + " | distance |",
        "|---|--:|--:|" + "--:|" * (len(methods) + 1),
    ]
    for combination in dict.fromkeys(map(key, rows)):
        found = {row["method"]: row for row in rows if key(row) == combination}
        distances = [r["distance"] for r in found.values() if "distance" in r]
        cells = [cell(found[m]) if m in found else "" for m in methods]
        lines.append("".join(f"| {part} " for part in combination) + "| " + " | ".join(cells) + f" | {f'{max(distances):.1e}' if distances else ''} |")
    lines += ["", "Peers: " + "; ".join(dict.fromkeys(row["peers"] for row in rows)) + "."]
    return "\n".join(lines) + "\n"


def cell(row):
    text = f"**{row['ratio']:.2f}** ({time(row['theirs'])} / {time(row['ours'])})"
    if "over_epsilon_plus" in row:
        text += f"; {row['over_epsilon_plus']:.2f} over our EpsilonPlus"
    return text


def replace(text, content):
    """The page with the lines between its two comments replaced."""
    begin, end = text.find(BEGIN), text.find(END)
    if begin < 0 or end < begin or text.find(BEGIN, begin + 1) >= 0:
        raise SystemExit(f"The page has no part between '{BEGIN.strip()}' and '{END}'.")
    return text[: begin + len(BEGIN)] + content + text[end:]


def write(path, content):
    with open(path, encoding="utf-8") as file:
        text = replace(file.read(), content)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=os.path.dirname(path) or ".", delete=False) as file:
        file.write(text)
    os.chmod(file.name, 0o644)
    os.replace(file.name, path)

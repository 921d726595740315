(() => {
  "use strict";
  const BANDS_UP_TO = 4; // as LineChartSvg
  const tip = document.getElementById("tip");
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  function showTip(x, y, lines) {
    tip.replaceChildren(...lines.filter(Boolean).map((line, i) => {
      const part = document.createElement(i === 1 ? "b" : "span");
      part.textContent = line;
      return part;
    }));
    tip.hidden = false;
    const box = tip.getBoundingClientRect(), room = document.documentElement.clientWidth;
    const left = x + 16 + box.width > room ? x - 16 - box.width : x + 16;
    const top = y - box.height - 12 < 0 ? y + 16 : y - box.height - 12;
    tip.style.transform = `translate(${Math.max(4, Math.min(left, room - box.width - 4))}px, ${top}px)`;
  }
  const hideTip = () => { tip.hidden = true; };

  // bars and cells carry their words with them: method | where | value
  document.addEventListener("pointermove", event => {
    const tipped = event.target.closest?.("[data-tip]");
    if (tipped) {
      const [method, where, value] = tipped.dataset.tip.split("|");
      showTip(event.clientX, event.clientY, [`${method}, ${where}`, value]);
    } else if (!event.target.closest?.(".live")) hideTip();
  });
  addEventListener("scroll", hideTip, { passive: true });

  class Chart {
    constructor(figure) {
      this.figure = figure;
      this.data = JSON.parse(figure.querySelector("script").textContent);
      this.places = this.data.places ?? this.data.layers.map((_, i) => i);
      this.host = document.createElement("div");
      this.host.className = "live";
      this.host.setAttribute("role", "img");
      this.host.setAttribute("aria-label", this.data.label);
      figure.querySelector(".plot").append(this.host);
      figure.classList.add("drawn");
      this.where = figure.querySelector(".where");
      this.buttons = [...figure.querySelectorAll("[data-series]")];
      this.shown = this.data.series.map(() => true);
      this.buttons.forEach(button => this.wire(button, +button.dataset.series));
      this.draw();
      new ResizeObserver(() => this.resize()).observe(this.host.parentElement);
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
    }

    wire(button, i) {
      button.addEventListener("click", () => {
        this.shown[i] = !this.shown[i];
        if (!this.shown.some(Boolean)) this.shown.fill(true);
        this.buttons.forEach(b => b.setAttribute("aria-pressed", this.shown[+b.dataset.series]));
        this.draw();
      });
      button.addEventListener("pointerenter", () => this.shown[i] && this.plot.setSeries(this.place(i), { focus: true }));
      button.addEventListener("pointerleave", () => this.plot.setSeries(null, { focus: true }));
    }

    // uPlot's series: x, then every curve, then the ends of every band
    place(i) { return i + 1; }

    get width() { return Math.floor(this.host.parentElement.clientWidth); }

    get height() { return this.width < 560 ? 400 : 460; }

    resize() {
      if (this.width > 0 && this.width !== this.plot.width) this.draw();
    }

    draw() {
      this.plot?.destroy();
      const { data } = this, n = data.layers.length, banded = this.banded();
      const ends = banded.flatMap(s => [s.to, s.from]);
      this.plot = new uPlot({
        width: this.width, height: this.height, padding: [14, 18, 0, 0],
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false, setScale: false }, focus: { prox: 40 }, points: { size: 9 } },
        focus: { alpha: 0.25 },
        scales: {
          x: { time: false, range: () => n === 1 ? [this.places[0] - 1, this.places[0] + 1] : [this.places[0], this.places[n - 1]] },
          y: { distr: data.log ? 3 : 1, range: () => [data.low, data.high] },
        },
        axes: [this.layerAxis(), this.valueAxis()],
        series: [{}, ...data.series.map((s, i) => this.curve(s, this.shown[i])),
          ...ends.map(() => ({ stroke: "transparent", width: 0, points: { show: false } }))],
        bands: banded.map((s, k) => {
          const at = 1 + data.series.length + 2 * k;
          return { series: [at, at + 1], fill: colour(`--c${s.colour}`) + "26" };
        }),
        hooks: {
          draw: [u => this.reference(u), u => this.marks(u)],
          setCursor: [u => this.point(u)],
        },
      }, [this.places, ...data.series.map(s => s.at), ...ends], this.host);
      this.plot.over.addEventListener("pointerleave", () => { hideTip(); this.tell(null); });
    }

    banded() {
      const { series } = this.data, visible = series.filter((_, i) => this.shown[i]);
      return visible.length <= BANDS_UP_TO ? visible.filter(s => s.from) : [];
    }

    curve(s, show) {
      const stroke = colour(`--c${s.colour}`), crowded = this.room < 10;
      // where dots would run together only those stay that no line leads to
      const alone = s.at.map((_, i) => i).filter(i => s.at[i] !== null && (s.at[i - 1] ?? s.at[i + 1] ?? null) === null);
      return {
        label: s.name, show, stroke, width: 1.8, dash: s.dashes, spanGaps: false,
        points: { show: !crowded, filter: () => crowded ? alone : null, size: 5, fill: stroke, stroke },
      };
    }

    // pixels from a layer to the next
    get room() { return (this.width - 90) / Math.max(1, this.data.layers.length - 1); }

    get ink() { return { font: "12px " + getComputedStyle(document.body).fontFamily, stroke: colour("--soft") }; }

    layerAxis() {
      const { layerTitle } = this.data, { font, stroke } = this.ink, { room } = this;
      const labels = this.width < 560 ? this.data.shortLabels : this.data.labels;
      const pen = document.createElement("canvas").getContext("2d");
      pen.font = font;
      const longest = Math.max(...labels.map(l => pen.measureText(l).width));
      const slanted = !this.data.places && longest + 8 > room, every = Math.max(1, Math.ceil((slanted ? 15 : longest + 8) / room));
      return {
        font, stroke, labelFont: font, label: layerTitle, labelSize: 24, gap: slanted ? 10 : 8, grid: { show: false }, ticks: { show: false },
        size: slanted ? Math.ceil(longest * 0.71) + 18 : 28, rotate: slanted ? 45 : 0,
        splits: () => this.data.places ? this.spared(longest + 8) : this.places.filter(i => i % every === 0),
        values: (_, at) => at.map(place => labels[this.places.indexOf(place)]),
      };
    }

    // places as near to each other as their labels allow
    spared(least) {
      const { places } = this, pixels = (this.width - 90) / (places[places.length - 1] - places[0] || 1);
      let last = -Infinity;
      return places.filter(place => (place - last) * pixels >= least && (last = place, true));
    }

    valueAxis() {
      const { ticks, tickTexts, valueTitle } = this.data, { font, stroke } = this.ink;
      return {
        font, stroke, labelFont: font, label: valueTitle, labelSize: valueTitle ? 20 : 0, size: 46, gap: 6,
        grid: { stroke: colour("--line"), width: 1 }, ticks: { show: false },
        splits: () => ticks, filter: (_, at) => at, values: () => tickTexts,
      };
    }

    reference(u) {
      if (this.data.reference === undefined) return;
      const { ctx } = u, y = Math.round(u.valToPos(this.data.reference, "y", true)), dot = devicePixelRatio;
      ctx.save();
      ctx.strokeStyle = colour("--soft");
      ctx.lineWidth = dot;
      ctx.setLineDash([4 * dot, 4 * dot]);
      ctx.beginPath();
      ctx.moveTo(u.bbox.left, y);
      ctx.lineTo(u.bbox.left + u.bbox.width, y);
      ctx.stroke();
      ctx.restore();
    }

    // values beyond an end of the axis lie on the edge, with a mark that says so
    marks(u) {
      const { ctx } = u, dot = devicePixelRatio;
      ctx.save();
      ctx.fillStyle = colour("--page");
      ctx.lineWidth = 1.4 * dot;
      this.data.series.forEach((s, i) => this.shown[i] && s.beyond.forEach((side, layer) => {
        if (!side) return;
        const x = u.valToPos(this.places[layer], "x", true), y = u.valToPos(s.at[layer], "y", true);
        ctx.strokeStyle = colour(`--c${s.colour}`);
        ctx.beginPath();
        ctx.moveTo(x - 5 * dot, y);
        ctx.lineTo(x + 5 * dot, y);
        ctx.lineTo(x, y - 8 * dot * side);
        ctx.closePath();
        ctx.fill();
        ctx.stroke();
      }));
      ctx.restore();
    }

    point(u) {
      const { idx, left, top } = u.cursor;
      if (idx == null || left < 0) return;
      let near = -1, least = Infinity;
      this.data.series.forEach((s, i) => {
        if (!this.shown[i] || s.at[idx] === null) return;
        const away = Math.abs(u.valToPos(s.at[idx], "y") - top);
        if (away < least) [near, least] = [i, away];
      });
      this.tell(idx, near);
      if (near < 0) return hideTip();
      const s = this.data.series[near], box = u.over.getBoundingClientRect();
      showTip(box.left + left, box.top + top, [`${s.name}, ${this.data.layers[idx]}`, s.texts[idx], s.spans?.[idx]]);
    }

    // the legend's values: of the layer pointed at, of the last one otherwise
    tell(layer, near = -1) {
      const at = layer ?? this.data.layers.length - 1;
      this.where.textContent = this.data.layers[at];
      for (const button of this.buttons) {
        const i = +button.dataset.series;
        button.querySelector(".value").textContent = this.data.series[i].texts[at];
        button.classList.toggle("near", i === near);
      }
    }
  }

  for (const figure of document.querySelectorAll("figure.chart")) new Chart(figure);
})();

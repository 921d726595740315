namespace RuleCompiler.Laboratory;

/// <summary>A network of a study, what goes into it and how it is explained.</summary>
/// <param name="Name">What the tables and pages call it.</param>
/// <param name="Inputs">Sets of inputs; each is measured by itself.</param>
/// <param name="Methods">The methods, each an explainer of this network.</param>
public sealed record StudyNetwork(string Name, IReadOnlyList<StudyInputs> Inputs, IReadOnlyList<StudyMethod> Methods);

/// <summary>Some inputs of a network.</summary>
/// <param name="Name">What the tables call them: "ten test images".</param>
/// <param name="Values">[N, input].</param>
public sealed record StudyInputs(string Name, float[] Values);

/// <summary>A rule or composite of a study.</summary>
/// <param name="Name">What the tables and pages call it; methods of one name share a colour in all charts.</param>
/// <param name="Open">
/// Makes the explainer. It is called when the method's turn comes, and what it made is disposed afterwards: a study of
/// large networks holds one at a time.
/// </param>
public sealed record StudyMethod(string Name, Func<Explainer> Open);

/// <summary>How far a study is.</summary>
/// <param name="Done">Cells that are done, measured or found in the table.</param>
/// <param name="Cells">All cells: methods × inputs, summed over the networks.</param>
/// <param name="Now">What is being measured: network, method and inputs; the last one, when all are done.</param>
/// <param name="Part">The done part of what is being measured, 0 to 1.</param>
public sealed record StudyProgress(int Done, int Cells, string Now, double Part);

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Stamps;

namespace RuleCompiler.Generators.Parsing;

/// <summary>Reads a rule: from its declaration where the compilation has it, else from its stamp.</summary>
internal static class RuleParser
{
    public static Result<RuleModel> Parse(
        INamedTypeSymbol rule,
        Compilation compilation,
        CancellationToken cancellation
    ) =>
        DeclarationReader.Read(
            RuleDiagnostics.UnsupportedSyntax,
            diagnostics =>
                TypeReader.IsDeclaredIn(rule, compilation)
                    ? new Declaration(rule, compilation, diagnostics, cancellation).Read()
                    : RuleStamp.Read(rule, diagnostics)
        );

    private sealed class Declaration(
        INamedTypeSymbol rule,
        Compilation compilation,
        List<DiagnosticInfo> diagnostics,
        CancellationToken cancellation
    )
    {
        private readonly List<FunctionModel> _functions = [];
        private readonly List<PercentileModel> _percentiles = [];
        private readonly HashSet<string> _percentileNames = [];
        private CarrierModel? _carrier;
        private Expr? _merge;
        private int _slots = 1;
        private int _channels = 1;

        public RuleModel? Read()
        {
            if (!TypeReader.CheckCompletable(rule, "rule", diagnostics, cancellation))
                return null;
            if (RuleHead.Parameters(rule).FirstOrDefault(p => OperandNames.All.Contains(p.Name)) is { } hidden)
                return Report(
                    RuleDiagnostics.IncompleteRule,
                    rule.Locations[0],
                    rule.Name,
                    $"its parameter '{hidden.Name}' is called like an operand; call it otherwise"
                );
            IMethodSymbol[] methods = rule.GetMembers()
                .OfType<IMethodSymbol>()
                .Where(m => m.MethodKind == MethodKind.Ordinary && !m.IsImplicitlyDeclared)
                .ToArray();
            foreach (IMethodSymbol method in methods)
                ReadPercentile(method);
            ITypeSymbol[] channels = methods
                .SelectMany(m => m.Parameters.Select(p => p.Type).Append(m.ReturnType))
                .Where(t => RoleShape.Implements(t, "IChannels"))
                .ToArray();
            _merge = new RoleFormulas(compilation, diagnostics, cancellation).Merge(channels);
            _channels = channels
                .Select(t => RoleShape.Of(t))
                .Where(s => s is not null && s.Members.All(m => m.Shape.IsScalar))
                .Select(s => s!.Leaves)
                .DefaultIfEmpty(1)
                .Max();
            // in this order, since later verbs are checked against the slots of earlier ones
            foreach (
                string name in new[] { "Contribution", "Share", "Spread", "Collect", "Backward", "Forward", "Maximum" }
            )
            foreach (IMethodSymbol method in methods.Where(m => m.Name == name))
                ReadVerb(method);
            return diagnostics.Count == 0 ? Complete() : null;
        }

        private RuleModel? Complete()
        {
            string? missing =
                _functions.Count == 0 ? "it has no method called Contribution, Backward, Forward or Maximum; write one"
                : Has(Verb.Contribution) && !Has(Verb.Share)
                    ? "it has a Contribution but no Share; write Share(r, z) too"
                : Has(Verb.Share) && !Has(Verb.Contribution) && !Has(Verb.Spread)
                    ? "it has a Share but no Contribution; write Contribution(a, w) too"
                : Has(Verb.Collect) != Has(Verb.Spread) ? "it has only one of Spread and Collect; write both"
                : null;
            if (missing is not null)
                return Report(RuleDiagnostics.IncompleteRule, rule.Locations[0], rule.Name, missing);
            return new(
                TypeReader.Read(rule),
                RuleHead.Bias(rule),
                _slots,
                _channels,
                _carrier,
                RuleHead.Parameters(rule).ToEquatable(),
                _functions.ToEquatable(),
                _percentiles.ToEquatable(),
                Citations.Of(rule)
            )
            {
                Merge = _merge,
            };
        }

        private bool Has(Verb verb) => _functions.Any(f => f.Verb == verb);

        private RuleModel? Report(DiagnosticDescriptor descriptor, Location? location, params string[] arguments)
        {
            diagnostics.Add(DiagnosticInfo.Create(descriptor, location, arguments));
            return null;
        }

        private void ReadPercentile(IMethodSymbol method)
        {
            AttributeData? attribute = Attributes.Find(method, "PercentileAttribute");
            if (attribute is null || Operands(method, "a percentile", ["x", "y", "a", "r"]) is not { } operands)
                return;
            Value? value = new RuleBodyParser(compilation, cancellation).Parse(method, operands, diagnostics);
            if (value is not Value.Scalar scalar)
                return;
            string name = char.ToLowerInvariant(method.Name[0]) + method.Name.Substring(1);
            _percentileNames.Add(name);
            _percentiles.Add(new(name, (double)attribute.ConstructorArguments[0].Value!, scalar.Expr));
        }

        private void ReadVerb(IMethodSymbol method)
        {
            bool linear = method.Name == "Forward" && method.Parameters.Any(p => OperandNames.Of(p) == "w");
            Verb verb =
                method.Name != "Forward" ? (Verb)Enum.Parse(typeof(Verb), method.Name)
                : linear ? Verb.ForwardLinear
                : Verb.ForwardPointwise;
            if (
                Operands(method, method.Name, OperandNames.Of(verb).Concat(_percentileNames).ToArray())
                is not { } operands
            )
                return;
            if (RoleShape.Of(method.ReturnType) is not { } shape)
            {
                WrongReturn(method, "a float, a tuple of floats or a role type");
                return;
            }

            if (!CheckLeaves(method, verb, shape) || (verb == Verb.Maximum && !CheckPair(method)))
                return;
            Value? value = new RuleBodyParser(compilation, cancellation).Parse(method, operands, diagnostics);
            if (value is null)
                return;
            if (_functions.Any(f => f.Verb == verb))
            {
                Report(
                    RuleDiagnostics.IncompleteRule,
                    method.Locations[0],
                    rule.Name,
                    $"it has two methods called {method.Name}; keep one"
                );
                return;
            }

            if (!CheckTensors(method, verb, value))
                return;
            string[] nonNegative = method
                .Parameters.Where(p => Attributes.Has(p, "NonNegativeAttribute"))
                .Select(OperandNames.Of)
                .ToArray();
            _functions.Add(new(verb, value.Leaves().ToEquatable(), nonNegative.ToEquatable()));
        }

        private bool CheckLeaves(IMethodSymbol method, Verb verb, RoleShape shape)
        {
            if (verb == Verb.Contribution)
                _slots = shape.Leaves;
            if (verb is Verb.ForwardLinear or Verb.ForwardPointwise or Verb.Maximum)
                return ReadCarrier(method);
            int expected = verb switch
            {
                Verb.Share when Has(Verb.Contribution) => _slots * _channels,
                Verb.Collect or Verb.Backward => _channels,
                _ => shape.Leaves,
            };
            if (shape.Leaves == expected)
                return true;
            WrongReturn(method, expected == 1 ? "one float" : $"{expected} floats, one per slot and channel");
            return false;
        }

        /// <summary>A maximum is taken of two of what it returns, and of nothing beside them.</summary>
        private bool CheckPair(IMethodSymbol method)
        {
            ITypeSymbol type = method.ReturnType;
            IParameterSymbol? wrong = method.Parameters.FirstOrDefault(p =>
                !SymbolEqualityComparer.Default.Equals(p.Type, type)
            );
            if (wrong is null)
                return true;
            string found = $"{wrong.Type.ToDisplayString()} {OperandNames.Of(wrong)}";
            string expected = $"{type.ToDisplayString()} x, {type.ToDisplayString()} other";
            Report(RuleDiagnostics.UnknownOperand, wrong.Locations[0], found, method.Name, expected);
            return false;
        }

        private bool CheckTensors(IMethodSymbol method, Verb verb, Value value)
        {
            HashSet<string> read = new(value.Leaves().SelectMany(l => l.Names()));
            if (
                RuleHead
                    .Parameters(rule)
                    .FirstOrDefault(p => read.Contains(p.Name) && !OperandNames.MayRead(verb, p.Kind))
                is not { } wrong
            )
                return true;
            Report(
                RuleDiagnostics.UnknownOperand,
                method.Locations[0],
                wrong.Name,
                method.Name,
                string.Join(", ", OperandNames.Of(verb))
            );
            return false;
        }

        /// <summary>The members an operand has, which follow from slots and channels.</summary>
        private int LeavesOf(string operand, RoleShape shape, ITypeSymbol type) =>
            operand switch
            {
                "r" => _channels,
                "z" => _slots,
                "s" => _slots * _channels,
                "sums" => _functions.FirstOrDefault(f => f.Verb == Verb.Spread)?.Results.Count ?? shape.Leaves,
                "a" or "x" or "y" or "other" when RoleShape.Implements(type, "ICarrier") => shape.Leaves,
                _ => 1,
            };

        private bool ReadCarrier(IMethodSymbol method)
        {
            CarrierReader reader = new(compilation, diagnostics, cancellation);
            _carrier = reader.Read(method.ReturnType, out string expected);
            if (_carrier is null)
                WrongReturn(method, expected);
            return _carrier is not null;
        }

        private void WrongReturn(IMethodSymbol method, string expected)
        {
            SyntaxNode? syntax = method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
            Location? location = (syntax as MethodDeclarationSyntax)?.ReturnType.GetLocation() ?? syntax?.GetLocation();
            Report(
                RuleDiagnostics.WrongReturnType,
                location,
                method.Name,
                method.ReturnType.ToDisplayString(),
                expected
            );
        }

        private IReadOnlyList<Value>? Operands(IMethodSymbol method, string verb, string[] known)
        {
            List<Value> operands = [];
            foreach (IParameterSymbol parameter in method.Parameters)
            {
                string name = OperandNames.Of(parameter);
                if (name == "f" && known.Contains(name) && OperandNames.IsFunction(parameter.Type))
                {
                    operands.Add(new Value.Function());
                    continue;
                }

                RoleShape? shape = name == "f" ? null : RoleShape.Of(parameter.Type);
                if (!known.Contains(name) || shape is null)
                {
                    Report(
                        RuleDiagnostics.UnknownOperand,
                        parameter.Locations[0],
                        shape is null ? $"{parameter.Type.ToDisplayString()} {name}" : name,
                        verb,
                        string.Join(", ", known)
                    );
                    return null;
                }

                int members = LeavesOf(name, shape, parameter.Type);
                if (shape.Leaves != members)
                {
                    string found = $"{parameter.Type.ToDisplayString()} {name}";
                    string expected =
                        $"{name} as {(members == 1 ? "one float" : $"{members} floats, one per slot or channel")}";
                    Report(RuleDiagnostics.UnknownOperand, parameter.Locations[0], found, verb, expected);
                    return null;
                }

                operands.Add(Value.Named(name, shape));
            }

            return operands;
        }
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Parsing;

/// <summary>Reads the body of a pure method as expressions; what it cannot read it reports at its exact span.</summary>
internal sealed class RuleBodyParser(Compilation compilation, CancellationToken cancellation)
{
    private const int MaxInlining = 16;

    // formulas are trees: a local used twice at each of many steps doubles them at each
    private const int MaxSize = 2000;

    private readonly Dictionary<ISymbol, Value> _bound = new(SymbolEqualityComparer.Default);
    private int _inlining;

    /// <summary>A method of scalar parameters and result, such as Finish; its parameters are its operands.</summary>
    public static Expr? ParseExpression(
        IMethodSymbol method,
        Compilation compilation,
        List<DiagnosticInfo> diagnostics,
        CancellationToken cancellation
    )
    {
        Value[] operands = method
            .Parameters.Select(p => Value.Named(p.Name, RoleShape.Of(p.Type) ?? RoleShape.Scalar))
            .ToArray();
        Value? value = new RuleBodyParser(compilation, cancellation).Parse(method, operands, diagnostics);
        return value is Value.Scalar scalar ? scalar.Expr : null;
    }

    /// <summary>The method's value for the operands, or null with a diagnostic.</summary>
    public Value? Parse(IMethodSymbol method, IReadOnlyList<Value> operands, List<DiagnosticInfo> diagnostics)
    {
        try
        {
            return Inline(method, operands, null);
        }
        catch (UnsupportedException unsupported)
        {
            diagnostics.Add(
                DiagnosticInfo.Create(
                    RuleDiagnostics.UnsupportedSyntax,
                    unsupported.Syntax.GetLocation(),
                    unsupported.Message
                )
            );
            return null;
        }
    }

    /// <summary>The value of a static property, such as a carrier's Constant.</summary>
    public Value? Parse(IPropertySymbol property, List<DiagnosticInfo> diagnostics) =>
        property.GetMethod is { } getter ? Parse(getter, [], diagnostics) : null;

    private Value Inline(IMethodSymbol method, IReadOnlyList<Value> operands, SyntaxNode? caller)
    {
        SyntaxReference? declaration = method.DeclaringSyntaxReferences.FirstOrDefault();
        if (declaration is null || !compilation.ContainsSyntaxTree(declaration.SyntaxTree))
            throw new UnsupportedException(caller!, $"a call of '{method.Name}', whose body is in another assembly,");
        SyntaxNode syntax = declaration.GetSyntax(cancellation);
        if (++_inlining > MaxInlining)
            throw new UnsupportedException(caller ?? syntax, $"the recursive call of '{method.Name}'");
        for (int i = 0; i < method.Parameters.Length; i++)
            _bound[method.Parameters[i]] = operands[i];
        SemanticModel model = compilation.GetSemanticModel(syntax.SyntaxTree);
        IOperation? body = model.GetOperation(syntax, cancellation);
        Value value = body switch
        {
            IMethodBodyOperation { BlockBody: { } block } => Block(block.Operations, 0, syntax),
            IMethodBodyOperation { ExpressionBody: { } block } => Block(block.Operations, 0, syntax),
            _ when syntax is ArrowExpressionClauseSyntax arrow
                    && model.GetOperation(arrow.Expression, cancellation) is { } e => Expression(e),
            IBlockOperation block => Block(block.Operations, 0, syntax),
            _ => throw new UnsupportedException(syntax, $"'{method.Name}', which has no body,"),
        };
        _inlining--;
        return value;
    }

    private Value Block(IReadOnlyList<IOperation> statements, int from, SyntaxNode owner)
    {
        for (int i = from; i < statements.Count; i++)
        {
            switch (statements[i])
            {
                case IReturnOperation { ReturnedValue: { } value }:
                    return Expression(value);
                case IVariableDeclarationGroupOperation group:
                    foreach (
                        IVariableDeclaratorOperation declarator in group.Declarations.SelectMany(d => d.Declarators)
                    )
                        _bound[declarator.Symbol] = Expression(
                            declarator.GetVariableInitializer()?.Value
                                ?? throw new UnsupportedException(declarator.Syntax, "a local without a value")
                        );
                    break;
                case IConditionalOperation { WhenTrue: var then } choice when Returns(then):
                    IReadOnlyList<IOperation> rest = choice.WhenFalse is { } otherwise
                        ? Statements(otherwise)
                        : statements.Skip(i + 1).ToArray();
                    return Select(choice, Block(Statements(then), 0, owner), Block(rest, 0, owner));
                default:
                    throw new UnsupportedException(statements[i].Syntax, $"'{statements[i].Syntax}'");
            }
        }

        throw new UnsupportedException(owner, "a method that does not end with a value");
    }

    private static bool Returns(IOperation statement) => Statements(statement).LastOrDefault() is IReturnOperation;

    private static IReadOnlyList<IOperation> Statements(IOperation statement) =>
        statement is IBlockOperation block ? block.Operations : [statement];

    private Value Expression(IOperation operation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (operation.ConstantValue is { HasValue: true, Value: { } constant } && Constant(constant) is { } number)
            return new Value.Scalar(number);
        return operation switch
        {
            IParenthesizedOperation parenthesized => Expression(parenthesized.Operand),
            IConversionOperation { Conversion.IsUserDefined: false } conversion when !Truncates(conversion) =>
                Expression(conversion.Operand),
            IParameterReferenceOperation parameter when _bound.TryGetValue(parameter.Parameter, out Value? v) => v,
            ILocalReferenceOperation local when _bound.TryGetValue(local.Local, out Value? v) => v,
            IPropertyReferenceOperation property => Member(property, property.Instance, property.Property),
            IFieldReferenceOperation { Instance: not null } field => Member(field, field.Instance, field.Field),
            IUnaryOperation unary => Unary(unary),
            IBinaryOperation binary => Binary(binary),
            IConditionalOperation { WhenFalse: not null } choice => Select(
                choice,
                Expression(choice.WhenTrue),
                Expression(choice.WhenFalse)
            ),
            ITupleOperation tuple => Group(tuple, tuple.Elements),
            IObjectCreationOperation { Constructor: { } constructor } creation
                when RoleShape.Of(creation.Type!) is not null => Create(creation, constructor),
            IInvocationOperation call => Call(call),
            _ => throw new UnsupportedException(operation.Syntax, $"'{operation.Syntax}'"),
        };
    }

    private static Expr? Constant(object value) =>
        value is float or double or int or long or bool ? new Number(Printed.Of(value)) : null;

    private Value Member(IOperation operation, IOperation? instance, ISymbol member)
    {
        if (instance is IInstanceReferenceOperation)
            return OwnProperty(operation, member);
        if (instance is not null && Expression(instance) is Value.Group group)
        {
            int index = member is IFieldSymbol { ContainingType.IsTupleType: true } field
                ? field.ContainingType.TupleElements.Select(Element).ToList().IndexOf(Element(field))
                : group.Members.Select(m => m.Member).ToList().IndexOf(member.Name);
            if (index >= 0)
                return group.Members[index].Value;
        }

        throw new UnsupportedException(operation.Syntax, $"'{operation.Syntax}'");
    }

    /// <summary>A parameter of the rule, or a property that is computed from its parameters.</summary>
    private Value OwnProperty(IOperation operation, ISymbol member)
    {
        bool parameter = (RoleShape.PrimaryParameters(member.ContainingType) ?? []).Any(p => p.Name == member.Name);
        if (parameter)
            return new Value.Scalar(new Name(member.Name));
        bool computed =
            member is IPropertySymbol { SetMethod: null, GetMethod: not null } property
            && !property
                .ContainingType.GetMembers()
                .OfType<IFieldSymbol>()
                .Any(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property));
        return computed
            ? Inline(((IPropertySymbol)member).GetMethod!, [], operation.Syntax)
            : throw new UnsupportedException(operation.Syntax, $"'{member.Name}', which is no parameter of the rule,");
    }

    /// <summary>C# cuts off decimals where a fraction becomes an integer; formulas have none to cut.</summary>
    private static bool Truncates(IConversionOperation conversion) =>
        IsInteger(conversion.Type) && !IsInteger(conversion.Operand.Type);

    private static bool IsInteger(ITypeSymbol? type) =>
        type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;

    private static string Element(IFieldSymbol field) => (field.CorrespondingTupleField ?? field).Name;

    private Value Unary(IUnaryOperation unary) =>
        unary.OperatorKind switch
        {
            UnaryOperatorKind.Plus => Expression(unary.Operand),
            UnaryOperatorKind.Minus => Scalar(Op.Negate, unary.Operand),
            UnaryOperatorKind.Not => Scalar(Op.Not, unary.Operand),
            _ => throw new UnsupportedException(unary.Syntax, $"'{unary.Syntax}'"),
        };

    private Value Binary(IBinaryOperation binary)
    {
        IOperation l = binary.LeftOperand;
        IOperation r = binary.RightOperand;
        return binary.OperatorKind switch
        {
            BinaryOperatorKind.Add => Scalar(Op.Add, l, r),
            BinaryOperatorKind.Subtract => Scalar(Op.Sub, l, r),
            BinaryOperatorKind.Multiply => Scalar(Op.Mul, l, r),
            BinaryOperatorKind.Divide when !IsInteger(binary.Type) => Scalar(Op.Div, l, r),
            BinaryOperatorKind.LessThan => Scalar(Op.Less, l, r),
            BinaryOperatorKind.LessThanOrEqual => Scalar(Op.LessOrEqual, l, r),
            BinaryOperatorKind.GreaterThan => Scalar(Op.Less, r, l),
            BinaryOperatorKind.GreaterThanOrEqual => Scalar(Op.LessOrEqual, r, l),
            BinaryOperatorKind.Equals => Scalar(Op.Equal, l, r),
            BinaryOperatorKind.NotEquals => new Value.Scalar(
                Simplify.Make(Op.Not, Leaf(Scalar(Op.Equal, l, r), binary))
            ),
            BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And => Scalar(Op.And, l, r),
            BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or => Scalar(Op.Or, l, r),
            _ => throw new UnsupportedException(binary.Syntax, $"'{binary.Syntax}'"),
        };
    }

    private Value Scalar(Op op, params IOperation[] args)
    {
        Expr made = Simplify.Make(op, args.Select(a => Leaf(Expression(a), a)).ToArray());
        return made.Size <= MaxSize
            ? new Value.Scalar(made)
            : throw new UnsupportedException(args[0].Syntax.Parent!, $"a formula of more than {MaxSize} operations");
    }

    private static Expr Leaf(Value value, IOperation operation) =>
        value is Value.Scalar scalar
            ? scalar.Expr
            : throw new UnsupportedException(operation.Syntax, $"arithmetic on the group '{operation.Syntax}'");

    private Value Select(IConditionalOperation choice, Value whenTrue, Value whenFalse)
    {
        Expr condition = Leaf(Expression(choice.Condition), choice.Condition);
        return Value.Zip(whenTrue, whenFalse, (t, f) => Simplify.Make(Op.Select, condition, t, f))
            ?? throw new UnsupportedException(choice.Syntax, "a choice between groups of different members");
    }

    private Value Group(IOperation operation, IEnumerable<IOperation> elements)
    {
        RoleShape shape =
            RoleShape.Of(operation.Type!)
            ?? throw new UnsupportedException(operation.Syntax, $"the type of '{operation.Syntax}'");
        return new Value.Group(elements.Select((e, i) => (shape.Members[i].Member, Expression(e))).ToArray());
    }

    private Value Create(IObjectCreationOperation creation, IMethodSymbol constructor)
    {
        if (creation.Initializer is not null || creation.Arguments.Length != constructor.Parameters.Length)
            throw new UnsupportedException(creation.Syntax, $"'{creation.Syntax}'");
        return Group(creation, creation.Arguments.OrderBy(a => a.Parameter!.Ordinal).Select(a => a.Value));
    }

    private Value Call(IInvocationOperation call)
    {
        IOperation[] args = call.Arguments.OrderBy(a => a.Parameter!.Ordinal).Select(a => a.Value).ToArray();
        Value[] values = args.Select(Expression).ToArray();
        if (values.All(v => v is Value.Scalar))
        {
            Expr[] scalars = values.Select(v => ((Value.Scalar)v).Expr).ToArray();
            if (ScalarFunctions.Call(call.TargetMethod, scalars) is { } known)
                return new Value.Scalar(known);
        }

        if (call is { Instance: { } called, TargetMethod.MethodKind: MethodKind.DelegateInvoke })
            return Expression(called) is Value.Function && values is [Value.Scalar argument]
                ? new Value.Scalar(Simplify.Make(Op.Function, argument.Expr))
                : throw new UnsupportedException(call.Syntax, $"the call '{call.Syntax}'");
        bool own = call.Instance is null or IInstanceReferenceOperation;
        if (!own || call.TargetMethod.DeclaringSyntaxReferences.IsEmpty)
            throw new UnsupportedException(call.Syntax, $"the call '{call.Syntax}'");
        return Inline(call.TargetMethod, values, call.Syntax);
    }
}

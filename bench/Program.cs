using System.Globalization;
using RuleCompiler.Bench.Growth;
using RuleCompiler.Bench.Micro;
using RuleCompiler.Bench.Rates;
using RuleCompiler.Bench.Tables;

// dotnet run -c Release --project bench -- VERB …
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args.FirstOrDefault() ?? "rates")
{
    case "rates":
        RatesVerb.Run();
        return 0;
    case "devices":
        DeviceRates.Run(args.ElementAtOrDefault(1));
        return 0;
    case "micro":
        MicroVerb.Run(args[1..]);
        return 0;
    case "table":
        return TableVerb.Run(args[1..]);
    case "growth":
        return GrowthVerb.Run(args[1..]);
    default:
        Console.Error.WriteLine(
            """
            rates                     rates of layers and policies, the default
            devices [NAME]            products on an OpenCL device beside the processor's
            micro [options]           BenchmarkDotNet; --filter '*' runs all of it
            table [NETWORK …]         the tables of docs/performance.md, all or those of some networks
            growth [SWEEP …]          the charts and tables of growth: batch, width, depth, side
            --runs N, --threads N     less or more of table and growth
            """
        );
        return 2;
}

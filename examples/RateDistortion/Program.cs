using RdeStudy;
Digits.Estimate(args[0], args[1]);

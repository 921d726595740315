// what any .NET program costs before its first line
return 0;

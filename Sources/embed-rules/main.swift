#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

exit(embedRules(CommandLine.arguments))

import Syntax

/// What a file's path says about the secrets in it.
struct SecretPlace {
  /// How names are bound to values in the file.
  enum Form {
    /// A program: values stand in quotes.
    case code
    /// `name=value` lines, with or without quotes: .env, properties, ini, shell, Dockerfile.
    case assignments
    /// `name: value`.
    case yaml
    /// Values in quotes: JSON, TOML, HCL.
    case quoted
    case xml
    /// Text for people, and whatever else.
    case text
  }

  let form: Form
  /// Tests, examples, documentation: what stands there is there to be seen.
  let isForShow: Bool

  init(path: String, language: Language) {
    let parts = path.split(separator: "/").map { $0.lowercased() }
    let file = parts.last ?? ""
    form = Self.form(of: file, language)
    isForShow =
      parts.dropLast().contains { Self.isFolderForShow($0) } || Self.isFileForShow(file)
  }

  private static func form(of file: String, _ language: Language) -> Form {
    if language.isCode { return .code }
    if language == .sql { return .quoted }
    if file == "dockerfile" || file.hasPrefix("dockerfile.") || file.hasPrefix(".env") { return .assignments }
    switch file.split(separator: ".", omittingEmptySubsequences: false).last ?? "" {
    case "env", "properties", "ini", "cfg", "conf", "sh", "bash", "zsh", "envrc", "cnf", "npmrc", "pypirc",
      "netrc",
      "dockerfile", "service":
      return .assignments
    case "yml", "yaml": return .yaml
    case "json", "toml", "tf", "tfvars", "hcl", "json5", "jsonc", "tfstate", "ipynb", "nix": return .quoted
    case "xml", "config", "csproj", "plist", "resx", "pom": return .xml
    case "c", "h", "cpp", "cc", "hpp", "rs", "swift", "scala", "lua", "pl", "pm", "r", "jl", "dart", "ex",
      "exs", "erl",
      "vue", "svelte", "html", "groovy", "gradle", "ps1", "m", "mm", "vb", "fs", "clj", "hs", "ml", "el",
      "cmake":
      return .code
    default: return .text
    }
  }

  private static let foldersForShow: Set<String> = [
    "test", "tests", "testing", "spec", "specs", "__tests__", "__mocks__", "fixture", "fixtures",
    "__fixtures__", "example",
    "examples", "sample", "samples", "demo", "demos", "doc", "docs", "documentation", "mock", "mocks",
    "testdata",
    "test-data", "test_data", "testcases", "e2e", "integration", "benchmark", "benchmarks", "bench",
    "tutorial",
    "tutorials", "cookbook", "stubs", "cassettes", "snapshots", "__snapshots__", "testsuite", "unittests",
    "man",
  ]

  private static func isFolderForShow(_ name: String) -> Bool {
    foldersForShow.contains(name) || name.hasSuffix("-test") || name.hasSuffix("-tests")
      || name.hasSuffix("_test")
      || name.hasSuffix("_tests") || name.hasPrefix("test_") || name.hasPrefix("test-")
  }

  private static func isFileForShow(_ file: String) -> Bool {
    for end in [
      ".md", ".rst", ".adoc", ".example", ".sample", ".template", ".dist", ".tmpl", ".txt", ".pyi", ".html",
      ".ipynb",
      ".po", ".pot", ".1", ".3", ".5", ".7", ".8", ".gz",
    ] where file.hasSuffix(end) { return true }
    if file.hasPrefix("test_") || file.hasPrefix("tests_") || file == "conftest.py"
      || file.hasPrefix("readme")
      || file == "metadata" || file == "pkg-info"
      || file.hasPrefix("changelog") || file.hasPrefix("example") || file.hasPrefix("sample")
    {
      return true
    }
    let stem = file.prefix { $0 != "." }
    if stem.hasSuffix("_test") || stem.hasSuffix("-test") || stem.hasSuffix("_tests")
      || stem.hasSuffix("_spec")
    {
      return true
    }
    return file.contains(".test.") || file.contains(".spec.") || file.contains(".example.")
      || file.contains(".sample.") || file.contains(".template.") || file.contains(".mock.")
      || file == "tests.py" || file == "testing.py" || file.contains("fixture")
  }
}

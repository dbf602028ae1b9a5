import YAML

/// `embed-rules OUTPUT ROOT PATH...`: writes the Swift file that carries the documents at the paths (from the root).
///
/// Returns the exit code: 1, and nothing written, when a document is wrong; every wrong place is on standard error in
/// the form that compilers use.
func embedRules(_ arguments: [String]) -> Int32 {
  guard arguments.count >= 3 else {
    complain("usage: embed-rules OUTPUT ROOT PATH...")
    return 2
  }
  var documents: [RuleDocument] = []
  var problems: [String] = []
  for path in arguments.dropFirst(3) {
    guard let bytes = readFile(arguments[2] + "/" + path) else {
      problems.append("\(path):1:1: error: cannot be read")
      continue
    }
    do throws(YAMLError) {
      let document = RuleDocument(path: path, value: try parse(bytes))
      problems += document.problems.map { "\(path):\($0.mark.line):\($0.mark.column): error: \($0.message)" }
      documents.append(document)
    } catch {
      problems.append("\(path):\(error.mark.line):\(error.mark.column): error: \(error.message)")
    }
  }
  problems += sharedTypes(documents)
  guard problems.isEmpty else {
    problems.forEach(complain)
    return 1
  }
  guard writeFile(arguments[1], swiftFile(of: documents)) else {
    complain("\(arguments[1]): error: cannot be written")
    return 1
  }
  return 0
}

/// Two rules whose checks would be one Swift type.
private func sharedTypes(_ documents: [RuleDocument]) -> [String] {
  var owners: [String: String] = [:]
  var problems: [String] = []
  for document in documents where document.hasCheck {
    if let owner = owners.updateValue(document.path, forKey: document.typeName) {
      problems.append(
        "\(document.path):1:1: error: \(owner) has a check named \(document.typeName) too: "
          + "give one of them another name with 'type:'")
    }
  }
  return problems
}

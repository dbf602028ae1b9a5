import Analysis

extension Vocabulary {
  /// What is written in `Rules/vocabulary/`.
  public static let embedded: Vocabulary = {
    var vocabulary = Vocabulary()
    for document in Rulebook.documents(under: "vocabulary") { vocabulary.add(document) }
    return vocabulary
  }()

  /// Adds what one document of the vocabulary says. `Rules/vocabulary/queries.yml` explains its keys.
  public mutating func add(_ document: Document) {
    for library in document.documents("libraries") {
      for thing in library.documents("things") { addSynonyms(thing.strings("paths")) }
      for call in library.documents("queries") {
        for path in call.strings("paths") { addQuery(path, QueryCall(library: library.id, call)) }
      }
      for call in library.documents("texts") {
        for path in call.strings("paths") { addTextCall(path, QueryCall(library: library.id, call)) }
      }
    }
  }
}

extension Vocabulary.QueryCall {
  init(library: String, _ document: Document) {
    self.init(
      library: library, position: document.string("position").flatMap { Int($0) } ?? 0,
      keywords: document.strings("keywords"))
  }
}

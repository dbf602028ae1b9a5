import Checks
import Syntax

/// One file, read as `check` reads it.
public enum SourceFile {
  /// - Parameter language: nil to tell it from name and content.
  public static func read(_ path: FilePath, language: Language? = nil) -> Result<Source, Failure> {
    switch FileReader().read(path, .named) {
    case .failed(let message): return .failure(Failure(message: message))
    case .tooLarge: return .failure(Failure(message: "larger than 4 GB"))
    case .notRegular, .symbolicLink: return .failure(Failure(message: "is no regular file"))
    case .bytes(let bytes, _):
      guard let text = Encoding.text(bytes) else {
        return .failure(Failure(message: "binary, not text"))
      }
      let language = language ?? Detection.language(name: path.name, bytes: text)
      return .success(Source(path: path.text, language: language, bytes: text))
    }
  }

  public struct Failure: Error {
    /// One line without a full stop.
    public let message: String
  }
}

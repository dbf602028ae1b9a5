import Syntax

/// The front end of a language, nil where there is none yet.
public func frontEnd(for language: Language) -> (any FrontEnd.Type)? {
  switch language {
  case .python: Python.self
  default: nil
  }
}

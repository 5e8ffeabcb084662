@testable import PureTokenizers

enum LoadingTesting {
  /// Why a file does not load; nil when it does.
  static func problem(_ file: String) -> String? {
    do {
      _ = try Tokenizer(json: Array(file.utf8))
      return nil
    } catch {
      return error.description
    }
  }

  /// What a file is saved as, on one line.
  static func saved(_ file: String) throws -> String {
    let tokenizer = try Tokenizer(json: Array(file.utf8))
    return String(decoding: try tokenizer.json(style: .compact), as: UTF8.self)
  }
}

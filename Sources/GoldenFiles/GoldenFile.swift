import Foundation
import PureTokenizers

/// A golden file: a header that names the tokenizer, then a case a line.
public struct GoldenFile: Sendable {
  /// Where it is.
  public let path: String
  /// The name of the tokenizer.
  public let tokenizer: String
  /// The SHA-256 of the tokenizer.json that answered, in hexadecimal.
  public let sha256: String
  /// The size of that file.
  public let byteCount: Int
  /// The version of Hugging Face's library that answered.
  public let version: String
  /// What was asked and answered.
  public let cases: [GoldenCase]

  /// Reads the file at `path`.
  public init(path: String) throws(TokenizerError) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .unreadableFile(path: path, problem: "cannot be read")
    }
    let lines = [UInt8](data).split(separator: UInt8(ascii: "\n"))
    guard let first = lines.first else {
      throw .unreadableFile(path: path, problem: "is empty (a header and cases)")
    }
    let header = try Self.locating(path, 1) { () throws(TokenizerError) in try JSON(Array(first)) }
    self.path = path
    tokenizer = try header.string("tokenizer")
    sha256 = try header.string("sha256")
    byteCount = try header.integer("bytes", in: 0...Int.max)
    version = try header.string("tokenizers_version")
    var cases: [GoldenCase] = []
    for (index, line) in lines.enumerated().dropFirst() {
      cases.append(
        try Self.locating(path, index + 1) { () throws(TokenizerError) in
          try GoldenCase(line: index + 1, source: Array(line))
        })
    }
    self.cases = cases
  }

  /// Says in which line a golden file is broken.
  private static func locating<Value>(
    _ path: String, _ line: Int, _ body: () throws(TokenizerError) -> Value
  ) throws(TokenizerError) -> Value {
    do { return try body() } catch {
      throw .unreadableFile(path: "\(path):\(line)", problem: "\(error)")
    }
  }
}

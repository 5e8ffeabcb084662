import Foundation
import PureTokenizers

/// `tokenize encode --stream`: standard input as it comes in, ids as soon as they are certain.
struct EncodePieces {
  let tokenizer: Tokenizer
  let options: EncodeOptions

  /// Prints a line of ids whenever some are certain.
  func run() throws -> Int32 {
    var stream = try tokenizer.makeEncodeStream(options: options)
    var output = StandardOutput()
    while true {
      let piece = FileHandle.standardInput.availableData
      let ids = try piece.isEmpty ? stream.finish() : stream.append(piece)
      if !ids.isEmpty { output.writeLine(ids.map { String($0) }.joined(separator: " ")) }
      output.flush()
      if piece.isEmpty { return 0 }
    }
  }
}

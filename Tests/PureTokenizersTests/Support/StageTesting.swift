import Testing

@testable import PureTokenizers

/// A stage of a fixture: how Hugging Face saves it, and what it answers.
struct StageRow: Sendable, CustomTestStringConvertible {
  var stage: String
  var answers: [JSON]

  var testDescription: String { stage }

  /// The rows of a file of Fixtures/stages.
  static func all(in file: String) -> [StageRow] {
    do {
      return try fixture("stages/\(file).json").arrayValue().map {
        StageRow(
          stage: try $0.string("stage"),
          answers: try ($0.member("answers") ?? $0.required("digests")).arrayValue())
      }
    } catch {
      Issue.record("\(error)")
      return []
    }
  }

  /// The stage as JSON.
  func json() throws -> JSON { try JSON(Array(stage.utf8)) }
}

/// How a stage is saved.
func saved(_ stage: Any) throws -> String {
  var writer = JSONWriter(style: .compact)
  writer.write(try #require(stage as? any LoadableStage))
  return String(decoding: writer.bytes, as: UTF8.self)
}

extension Pieces {
  /// The original text, not yet cut.
  init(original text: [UInt8], tracksOrigins: Bool = true) {
    self.init(TextBuffer(original: text, tracksOrigins: tracksOrigins))
  }

  /// The text of each piece.
  var texts: [String] { elements.map { String(decoding: text.bytes[$0.range], as: UTF8.self) } }

  /// Where each piece begins and ends in scalars of `original`, the offsets that Python reports.
  func scalarOffsets(in original: [UInt8]) -> [[Int]] {
    var scalarsBefore = [0]
    var count = 0
    for byte in original {
      if byte & 0xC0 != 0x80 { count += 1 }
      scalarsBefore.append(count)
    }
    return elements.map { piece in
      let start = Int(text.origin(at: piece.range.lowerBound).start)
      let end = Int(text.origin(at: piece.range.upperBound - 1).end)
      return [scalarsBefore[start], scalarsBefore[end]]
    }
  }
}

@testable import PureTokenizers

/// A JSON file of the folder Fixtures.
func fixture(_ name: String, file: StaticString = #filePath) throws(TokenizerError) -> JSON {
  let parts = "\(file)".split(separator: "/", omittingEmptySubsequences: false)
  let root = parts.dropLast(4).joined(separator: "/")
  return try JSON(FileBytes.contents(of: "\(root)/Fixtures/\(name)"))
}

/// Reads a normalizer from JSON text.
func normalizer(_ json: String) throws(TokenizerError) -> any Normalizer {
  try StageLoader().normalizer(from: JSON(Array(json.utf8)))
}

/// What `normalizer` makes of `text`.
func normalized(
  _ text: String, by normalizer: any Normalizer
) throws(TokenizerError) -> [UInt8] {
  var buffer = TextBuffer(original: Array(text.utf8), tracksOrigins: false)
  try normalizer.normalize(&buffer)
  return buffer.bytes
}

extension TextBuffer {
  /// Where each scalar comes from, in scalars of `original`: the offsets that Python reports.
  func scalarOffsets(in original: [UInt8]) -> [Int] {
    var scalarIndex: [Int] = []
    var number = -1
    for byte in original {
      if byte & 0xC0 != 0x80 { number += 1 }
      scalarIndex.append(number)
    }
    let ends = scalarIndex + [number + 1]
    var offsets: [Int] = []
    var index = 0
    while index < count {
      let length = bytes.scalar(at: index).length
      offsets.append(ends[Int(origin(at: index).start)])
      offsets.append(ends[Int(origin(at: index + length - 1).end)])
      index += length
    }
    return offsets
  }
}

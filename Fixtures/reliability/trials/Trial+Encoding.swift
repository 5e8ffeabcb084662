import Foundation
import PureTokenizers

extension Trial {
  /// Encodes a text that repeats `unit`, or the start of a file, once for ids and, with
  /// `"offsets": true`, once for everything.
  func encode(_ request: JSON) throws(TokenizerError) -> [String: Double] {
    let tokenizer = try loaded(request)
    let text = try text(request)
    let isAsFile = try request.bool("as_file", default: false)
    let options =
      isAsFile ? EncodeOptions() : EncodeOptions(truncation: .disabled, padding: .disabled)
    var ids: [TokenID] = []
    var watch = Stopwatch()
    let input = EncodeInput.repairing(utf8: text)
    try tokenizer.appendIDs(of: input, options: options, to: &ids)
    var numbers = [
      "seconds": watch.seconds, "count": Double(ids.count), "bytes": Double(text.count),
      "peak": Memory.peak(),
    ]
    if try request.bool("offsets", default: false) {
      watch = Stopwatch()
      let encoding = try tokenizer.encode(input, options: options)
      numbers["offset_seconds"] = watch.seconds
      let isSame = encoding.ids == ids
      numbers["same"] = isSame ? 1 : 0
    }
    return numbers
  }

  private func text(_ request: JSON) throws(TokenizerError) -> [UInt8] {
    let count = try request.integer("bytes", in: 0...1 << 31)
    if let seed = try request.optionalInteger("letters", in: 0...Int.max) {
      return randomLetters(count, seed: seed)
    }
    let unit: [UInt8]
    if let path = try request.optionalString("file") {
      unit = try fileContents(path)
    } else if let hexadecimal = try request.optionalString("hexadecimal") {
      unit = hexadecimal.split(separator: " ").compactMap { UInt8($0, radix: 16) }
    } else {
      unit = try request.bytes("unit")
    }
    let before = try request.optionalBytes("before") ?? []
    let after = try request.optionalBytes("after") ?? []
    var text = before
    text.reserveCapacity(before.count + count + after.count + unit.count)
    while !unit.isEmpty, text.count < count + before.count { text += unit }
    // A file is cut off, a unit is not.
    if try request.optionalString("file") != nil { text.removeLast(text.count - count) }
    return text + after
  }

  private func randomLetters(_ count: Int, seed: Int) -> [UInt8] {
    var state = UInt64(truncatingIfNeeded: seed) | 1
    return (0..<count).map { _ in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return UInt8(ascii: "a") + UInt8(truncatingIfNeeded: (state >> 32) % 26)
    }
  }

  private func fileContents(_ path: String) throws(TokenizerError) -> [UInt8] {
    do { return try [UInt8](Data(contentsOf: URL(fileURLWithPath: path))) } catch {
      throw .unreadableFile(path: path, problem: "\(error)")
    }
  }

  /// Encodes `count` words that are all different, and tells how much memory is in use after a
  /// tenth of them and at the end.
  func encodeDistinctWords(_ request: JSON) throws(TokenizerError) -> [String: Double] {
    let tokenizer = try loaded(request)
    let count = try request.integer("count", in: 1...1_000_000_000)
    let perText = 10_000
    var atTenth = 0.0
    var tokens = 0
    var ids: [TokenID] = []
    for start in stride(from: 0, to: count, by: perText) {
      var text: [UInt8] = []
      for number in start..<Swift.min(start + perText, count) {
        text.append(UInt8(ascii: " "))
        appendWord(number, to: &text)
      }
      ids.removeAll(keepingCapacity: true)
      try tokenizer.appendIDs(of: .utf8(text), to: &ids)
      tokens += ids.count
      if start <= count / 10 { atTenth = Memory.resident() }
    }
    return [
      "tenth": atTenth, "resident": Memory.resident(), "peak": Memory.peak(),
      "count": Double(tokens),
    ]
  }

  /// A word of letters, another for every number: digits to base 26, mixed so that neighbours
  /// begin differently, and some of the words long.
  private func appendWord(_ number: Int, to text: inout [UInt8]) {
    var rest = UInt64(number) &* 0x9E37_79B9_7F4A_7C15
    for _ in 0..<14 {
      text.append(UInt8(ascii: "a") + UInt8(rest % 26))
      rest /= 26
    }
    if number % 16 == 0 { for _ in 0..<40 { text.append(UInt8(ascii: "x")) } }
  }
}

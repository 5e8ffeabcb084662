import Foundation
import PureTokenizers

/// What was measured.
struct Report {
  var loadMilliseconds: Double
  var ids: Passes
  var offsets: Passes
  var bytes: Int
  var tokens: Int
  var crc32: UInt32

  /// Loads the tokenizer and encodes the text until there are enough passes.
  static func measure(_ options: BenchmarkOptions) throws -> Report {
    let text = try inputText(options)
    let inputs = try options.cut.documents(of: text).map { bytes in try EncodeInput.utf8(bytes) }
    let clock = ContinuousClock()
    let start = clock.now
    let tokenizer = try Tokenizer(contentsOf: options.tokenizer)
    let loading = clock.now - start
    let work = Work(inputs: inputs, threads: options.threads)
    let bytes = inputs.reduce(0) { $0 + $1.byteCount }
    var produced: [[TokenID]] = []
    let ids = try Passes.measure(bytes: bytes, least: options.passes) {
      produced = try work.encodeIDs(with: tokenizer)
    }
    // A tokenizer of its own, so that the first pass with offsets finds its caches empty too.
    let fresh = try Tokenizer(contentsOf: options.tokenizer)
    let offsets = try Passes.measure(bytes: bytes, least: options.passes) {
      try work.encodeWithOffsets(with: fresh)
    }
    var crc = CRC32()
    for part in produced { for id in part { crc.add(id) } }
    return Report(
      loadMilliseconds: loading / .milliseconds(1), ids: ids, offsets: offsets, bytes: bytes,
      tokens: produced.reduce(0) { $0 + $1.count }, crc32: crc.value)
  }

  private static func inputText(_ options: BenchmarkOptions) throws -> [UInt8] {
    let text = [UInt8](try Data(contentsOf: URL(fileURLWithPath: options.text)))
    return options.megabytes.map { prefix(of: text, megabytes: $0) } ?? text
  }

  /// One line for a program.
  var json: String {
    """
    {"load_ms": \(rounded(loadMilliseconds)), "first_mb_s": \(rounded(ids.first)), \
    "later_mb_s": \(rounded(ids.later)), "first_mb_s_offsets": \(rounded(offsets.first)), \
    "later_mb_s_offsets": \(rounded(offsets.later)), "bytes": \(bytes), "tokens": \(tokens), \
    "crc32": "\(checksum)"}
    """
  }

  /// A few lines for a person.
  var text: String {
    """
    loading        \(rounded(loadMilliseconds)) ms
    ids only       \(rounded(ids.first)) MB/s first pass, \(rounded(ids.later)) MB/s later
    with offsets   \(rounded(offsets.first)) MB/s first pass, \(rounded(offsets.later)) MB/s later
    bytes          \(bytes)
    tokens         \(tokens)
    crc32          \(checksum)
    """
  }

  private var checksum: String {
    let digits = String(crc32, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  private func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}

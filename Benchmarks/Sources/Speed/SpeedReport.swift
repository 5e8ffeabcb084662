import Foundation
import PureTokenizers

/// What was measured.
struct SpeedReport {
  var loadMilliseconds: Double
  var ids: Passes
  /// Nil when these were not asked for.
  var offsets: Passes?
  var bytes: Int
  var tokens: Int
  var crc32: UInt32

  /// Loads the tokenizer and encodes the text until there are enough passes.
  static func measure(_ options: BenchmarkOptions) throws -> SpeedReport {
    let text = try inputText(options)
    let inputs = try options.cut.documents(of: text).map { bytes in try EncodeInput.utf8(bytes) }
    let clock = ContinuousClock()
    let start = clock.now
    let tokenizer = try Tokenizer(contentsOf: options.tokenizer)
    let loading = clock.now - start
    let work = Work(inputs: inputs, threads: options.threads)
    let bytes = work.byteCount
    var produced: TokenRows?
    let ids = try Passes.measure(bytes: bytes, least: options.passes) {
      produced = try work.encodeIDs(with: tokenizer)
    }
    let offsets = options.timesOffsets ? try withOffsets(work, options) : nil
    var crc = CRC32()
    for id in produced?.ids ?? [] { crc.add(id) }
    return SpeedReport(
      loadMilliseconds: loading / .milliseconds(1), ids: ids, offsets: offsets, bytes: bytes,
      tokens: produced?.ids.count ?? 0, crc32: crc.value)
  }

  /// With a tokenizer of its own, so that the first pass finds its caches empty too.
  private static func withOffsets(_ work: Work, _ options: BenchmarkOptions) throws -> Passes {
    let tokenizer = try Tokenizer(contentsOf: options.tokenizer)
    return try Passes.measure(bytes: work.byteCount, least: options.passes) {
      try work.encodeWithOffsets(with: tokenizer)
    }
  }

  private static func inputText(_ options: BenchmarkOptions) throws -> [UInt8] {
    let text = [UInt8](try Data(contentsOf: URL(fileURLWithPath: options.text)))
    return options.megabytes.map { prefix(of: text, megabytes: $0) } ?? text
  }

  /// One line for a program.
  var json: String {
    let withOffsets =
      offsets.map {
        "\"first_mb_s_offsets\": \(rounded($0.first)), "
          + "\"later_mb_s_offsets\": \(rounded($0.later)), "
      } ?? ""
    return """
      {"load_ms": \(rounded(loadMilliseconds)), "first_mb_s": \(rounded(ids.first)), \
      "later_mb_s": \(rounded(ids.later)), \(withOffsets)"bytes": \(bytes), \
      "tokens": \(tokens), "crc32": "\(checksum)"}
      """
  }

  /// A few lines for a person.
  var text: String {
    """
    loading        \(rounded(loadMilliseconds)) ms
    ids only       \(speeds(ids))
    with offsets   \(offsets.map(speeds) ?? "not measured")
    bytes          \(bytes)
    tokens         \(tokens)
    crc32          \(checksum)
    """
  }

  private func speeds(_ passes: Passes) -> String {
    "\(rounded(passes.first)) MB/s first pass, \(rounded(passes.later)) MB/s later"
  }

  private var checksum: String {
    let digits = String(crc32, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  private func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}

/// Sees that a long window of a stream ends in the middle of a character without decoding it.
///
/// Tokens that are no UTF-8 together hold all text back, so that the window grows with each of
/// them; decoding it each time would cost the square of their number. The answer is the same as
/// that of decoding, only sooner; short windows are always decoded.
struct StreamEnding: Sendable {
  /// How the decoder at hand puts bytes together.
  enum Rule: Hashable, Sendable {
    /// In an unknown way.
    case none
    /// Every token is bytes, and what is not UTF-8 becomes U+FFFD: the last tokens tell.
    case byteLevel
    /// Tokens such as `<0xC3>` are bytes, and a run of them that is not UTF-8 becomes one U+FFFD
    /// for each: the run tells.
    case byteFallback
  }

  /// Windows up to this length are decoded.
  private static let shortWindow = 32

  private let rule: Rule
  private var run = ByteRun()

  init(_ rule: Rule) { self.rule = rule }

  /// Takes note of a new token.
  mutating func append(_ token: [UInt8]) {
    guard rule == .byteFallback else { return }
    if let byte = ByteFallback.byte(of: token) { run.append(byte) } else { run = ByteRun() }
  }

  /// Whether the text of `window`, whose tokens have all been noted, is sure to end in U+FFFD.
  func isSurelyUnfinished(_ window: [[UInt8]]) -> Bool {
    guard window.count > Self.shortWindow else { return false }
    switch rule {
    case .none: return false
    case .byteLevel: return Self.endsInBrokenBytes(window)
    case .byteFallback: return run.isBroken
    }
  }

  /// Whether the last bytes are no complete sequence. It begins at the last byte that cannot go on
  /// another one, at most four bytes from the end, whatever is in front of it.
  private static func endsInBrokenBytes(_ window: [[UInt8]]) -> Bool {
    var bytes: [UInt8] = []
    for token in window.suffix(shortWindow) { ByteLevelDecoder.appendBytes(of: token, to: &bytes) }
    guard bytes.count >= 4 else { return false }
    let tail = Array(bytes.suffix(4))
    guard let first = tail.lastIndex(where: { $0 & 0xC0 != 0x80 }) else { return true }
    return first + UTF8Scalars.validLength(in: tail, at: first) != tail.count
  }
}

extension StreamEnding.Rule {
  /// The rule for `decoder`, as far as it is one of the usual ones.
  init(_ decoder: (any TokenDecoder)?) {
    let stages = (decoder as? DecoderSequence)?.decoders ?? (decoder.map { [$0] } ?? [])
    if stages.count == 1, stages[0] is ByteLevelDecoder {
      self = .byteLevel
    } else if let fallback = stages.firstIndex(where: { $0 is ByteFallback }),
      stages[..<fallback].allSatisfy({ ($0 as? ReplaceDecoder)?.leavesByteTokens ?? false }),
      stages[(fallback + 1)...].allSatisfy(\.keepsReplacementCharacters)
    {
      self = .byteFallback
    } else {
      self = .none
    }
  }
}

extension TokenDecoder {
  /// Whether tokens that end in U+FFFD still do afterwards.
  fileprivate var keepsReplacementCharacters: Bool {
    if let strip = self as? StripDecoder { return strip.stop == 0 && strip.content != "\u{FFFD}" }
    return self is Fuse
  }
}

extension ReplaceDecoder {
  /// Whether tokens such as `<0xC3>`, which are ASCII, stay as they are.
  fileprivate var leavesByteTokens: Bool {
    guard case .literal(let literal) = pattern.form else { return false }
    return literal.contains { $0 >= 0x80 }
  }
}

/// A run of bytes that may become UTF-8, or has ceased to be.
private struct ByteRun: Sendable {
  /// The bytes of a sequence that is not complete yet.
  private var open: [UInt8] = []
  /// Whether no further byte can make the run UTF-8.
  private(set) var isBroken = false

  mutating func append(_ byte: UInt8) {
    guard !isBroken else { return }
    open.append(byte)
    if UTF8Scalars.validLength(in: open, at: 0) > 0 {
      open.removeAll(keepingCapacity: true)
    } else if open.count >= UTF8Scalars.length(lead: open[0]) {
      isBroken = true
    }
  }
}

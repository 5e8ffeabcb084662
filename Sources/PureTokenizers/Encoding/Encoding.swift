/// The tokens of a text with everything that is known about them.
///
///     "Hello there"  →  ids     [101, 7592, 2045, 102]
///                       tokens  ["[CLS]", "hello", "there", "[SEP]"]
///                       offsets [0..<0, 0..<5, 6..<11, 0..<0]
///
/// All lists have one element for each token. Only ids and places are stored token by token; the
/// rest is kept in a few stretches and made into lists when asked for.
public struct Encoding: Sendable {
  /// The ids of the tokens.
  public internal(set) var ids: [TokenID] = []
  /// The parts that truncation cut off, each an encoding of its own.
  ///
  /// As in Python, parts of a pair are combined with each other and have parts themselves.
  public internal(set) var overflowing: [Encoding] = []

  var places: [TokenPlace] = []
  private var layoutStorage = LayoutStorage.own(TokenLayout())
  var sources: SourceTexts
  var tokenTexts: any TokenTexts

  /// An encoding of no tokens.
  public init() { self.init(sources: .none, tokenTexts: NoTokenTexts.shared) }

  /// No tokens yet of `sources`; the text of a token is what `tokenTexts` says.
  init(sources: SourceTexts, tokenTexts: any TokenTexts) {
    self.sources = sources
    self.tokenTexts = tokenTexts
  }

  /// Says that the tokens are those of a text in its frame, `textCount` of them and at least one the
  /// text's.
  mutating func set(_ frame: EncodingFrame, textCount: Int) {
    layoutStorage = .framed(frame, textCount: textCount)
  }

  /// The number of tokens.
  public var count: Int { ids.count }
  /// Whether there are no tokens.
  public var isEmpty: Bool { ids.isEmpty }

  /// Which sequence a token belongs to, by the convention of the model: often 0 for the first
  /// text and its special tokens, 1 for the second.
  public var typeIDs: [UInt32] { stretches.values(\.typeID) }

  /// 1 for tokens that the post-processor or padding added, 0 for tokens of the text.
  ///
  /// A special token that was written in the text counts as text.
  public var specialTokensMask: [UInt32] { stretches.values { $0.isSpecial ? 1 : 0 } }

  /// 1 for tokens, 0 for padding.
  public var attentionMask: [UInt32] { stretches.values { $0.isAttended ? 1 : 0 } }

  /// The number of the word that a token is a part of; nil for special tokens and padding.
  ///
  /// Words are what the pre-tokenizer cut the text into, or the words that were given.
  public var wordIDs: [Int?] { places.map(\.wordID) }

  /// The tokens' texts, as the vocabulary has them.
  public var tokens: [String] {
    ids.indices.map { String(decoding: tokenText(at: $0), as: UTF8.self) }
  }

  /// The tokens' texts as UTF-8 bytes.
  public var tokenBytes: [[UInt8]] { ids.indices.map { Array(tokenText(at: $0)) } }

  /// The text of the token at `position`.
  func tokenText(at position: Int) -> ArraySlice<UInt8> {
    let (layout, framed) = layout(ofToken: position)
    if let exception = layout.textExceptions.text(at: framed) { return exception[...] }
    return tokenTexts.text(of: ids[position])
  }
}

// MARK: - Layout

/// A layout of one's own, or what a text has in common with all texts.
private enum LayoutStorage: Sendable {
  case own(TokenLayout)
  case framed(EncodingFrame, textCount: Int)
}

extension Encoding {
  /// What is known of the tokens besides ids and places.
  var layout: TokenLayout {
    get {
      switch layoutStorage {
      case .own(let layout): layout
      case .framed(let frame, let textCount): frame.layout(textCount: textCount)
      }
    }
    _modify {
      var taken = layout
      // Nothing else may hold the lists while they change, or they would be copied each time.
      layoutStorage = .own(TokenLayout())
      defer { layoutStorage = .own(taken) }
      yield &taken
    }
  }

  var stretches: Stretches {
    get { layout.stretches }
    _modify { yield &layout.stretches }
  }

  var textExceptions: TokenTextExceptions {
    get { layout.textExceptions }
    _modify { yield &layout.textExceptions }
  }

  var sequenceRanges: SequenceRanges {
    get { layout.sequenceRanges }
    _modify { yield &layout.sequenceRanges }
  }

  /// What is known of one token, without making a layout: a layout, and the token's position there.
  func layout(ofToken position: Int) -> (layout: TokenLayout, position: Int) {
    switch layoutStorage {
    case .own(let layout): (layout, position)
    case .framed(let frame, let textCount):
      frame.layout(ofToken: position, textCount: textCount)
    }
  }
}

extension TokenPlace {
  /// The number of the word, if there is one.
  var wordID: Int? { word == Self.noWord ? nil : Int(word) }
}

// MARK: - Equality

/// Two encodings are equal when their tokens, the texts that they come from and their overflow are.
extension Encoding: Hashable {
  /// Compares tokens, places, texts and overflow, but not the tokenizers that they come from.
  public static func == (left: Encoding, right: Encoding) -> Bool {
    left.ids == right.ids && left.places == right.places && left.layout == right.layout
      && (left.sources === right.sources || left.sources.texts == right.sources.texts)
      && left.overflowing == right.overflowing
  }

  /// Hashes ids and places.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ids)
    hasher.combine(places)
  }
}

extension Encoding: CustomStringConvertible {
  /// The tokens with their offsets, for example `[CLS] 0..<0 · hello 0..<5 · [SEP] 0..<0`.
  public var description: String {
    zip(tokens, offsets).map { "\($0) \($1)" }.joined(separator: " · ")
  }
}

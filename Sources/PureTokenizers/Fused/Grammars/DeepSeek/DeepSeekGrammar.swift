/// The three stages of DeepSeek V3 and R1:
///
///     \p{N}{1,3}
///     [一-龥぀-ゟ゠-ヿ]+
///     [!-/:-@\[-`{-~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+
///       | ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+
///
/// Numbers and kana are cut off first, and text ends before them. Then words begin as in cl100k,
/// but that a single sign of ASCII takes ASCII letters alone, and leaves others to a new word
/// (`'aé` is `'a` `é`), and that no other sign takes any. Signs among kana, and what is neither
/// letter nor sign nor white space, are left to the stages' automata (`difficulties`).
struct DeepSeekGrammar: WordCutter {
  /// The automata of the same stages.
  let stages: WordStages

  func words(of text: UnsafePointer<UInt8>, count: Int) -> DeepSeekWordScanner {
    unsafe DeepSeekWordScanner(self, text: text, count: count)
  }

  @inline(__always)
  static func isKana(_ scalar: UInt32) -> Bool {
    scalar &- 0x4E00 <= 0x9FA5 - 0x4E00 || scalar &- 0x3040 <= 0x30FF - 0x3040
  }

  static let sources = [
    #"\p{N}{1,3}"#, "[一-龥぀-ゟ゠-ヿ]+",
    ##"[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+"##
      + #"| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#,
  ]

  /// The first bytes of words in `block`, as `WordGrammar` gives them, and the first bytes of
  /// characters from which on they are not certain.
  @inline(__always)
  static func starts(
    in block: DeepSeekMasks, at position: Int, nextIsText: Bool, _ carry: inout DeepSeekCarry,
    _ text: BlockText
  ) -> (starts: UInt64, difficulties: UInt64) {
    let leads = block.leads
    let afterSigns = block.signs &<< 1 | carry.sign
    let attached = BitFlow.through(
      block.newlines, from: block.newlines & afterSigns | carry.attached)
    let signs = block.signs & leads & ~afterSigns & ~(block.blanks &<< 1 | carry.blank)
    let afterSingle = (signs & ~block.wide) &<< 1 | carry.single
    let taken = BitFlow.through(
      block.asciiLetters, from: block.asciiLetters & afterSingle | carry.taken)
    let afterTaken = taken &<< 1 | carry.taken
    let afterSpace = block.spaces &<< 1 | carry.space
    let afterNewline = block.newlines &<< 1 | carry.newline
    let afterLetter = (block.letters &<< 1 | carry.letter) & ~(afterTaken & ~block.asciiLetters)
    let letters =
      block.letters & leads & ~afterLetter & ~(taken & afterSingle)
      & ~(afterSpace & ~afterNewline)
    let kana = block.kana & leads & ~(block.kana &<< 1 | carry.kana)
    let numbers = carry.groups.starts(of: block.numbers, leads: leads, largest: 3)

    let spaces = block.spaces & ~attached
    let afterFreeSpace = afterSpace & ~(attached &<< 1 | carry.attached)
    let visible = block.present & ~(block.spaces | block.numbers | block.kana)
    let beforeText = visible &>> 1 | (nextIsText ? 1 &<< 63 : 0)
    let narrow = spaces & ~block.continuations & ~(block.continuations &>> 1)
    let lastSpaces = (narrow & beforeText | block.lastWideSpaces) & ~block.newlines
    var gaps = spaces & leads & (~afterFreeSpace | lastSpaces)
    let afterLine = spaces & leads & ~block.newlines & afterNewline & afterFreeSpace & ~gaps
    if afterLine != 0 { gaps |= text.lastLines(afterLine, at: position) }
    carry.close(block, attached: attached, singles: signs & ~block.wide, taken: taken)
    return ((signs | letters | kana | numbers | gaps) & block.present, block.oddities)
  }
}

/// What one block of `DeepSeekMasks` tells the next: its last byte's classes, as bit 0.
struct DeepSeekCarry {
  var letter: UInt64 = 0
  var kana: UInt64 = 0
  var sign: UInt64 = 0
  var space: UInt64 = 0
  var blank: UInt64 = 0
  var newline: UInt64 = 0
  /// A newline that belongs to the signs before it.
  var attached: UInt64 = 0
  /// A sign of ASCII that a word begins with.
  var single: UInt64 = 0
  /// A letter of ASCII that such a sign has taken.
  var taken: UInt64 = 0
  var groups = NumberGroups()

  @inline(__always)
  fileprivate mutating func close(
    _ block: DeepSeekMasks, attached: UInt64, singles: UInt64, taken: UInt64
  ) {
    letter = block.letters &>> 63
    kana = block.kana &>> 63
    sign = block.signs &>> 63
    space = block.spaces &>> 63
    blank = block.blanks &>> 63
    newline = block.newlines &>> 63
    self.attached = attached &>> 63
    single = singles &>> 63
    self.taken = taken &>> 63
  }
}

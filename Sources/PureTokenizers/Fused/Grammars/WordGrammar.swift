/// A way of cutting text into words, as algebra on the bit masks of sixty-four bytes at a time.
///
/// A grammar says where words begin; words cover the text. It is equal to a regular expression,
/// which stays the definition that the tests compare with. What masks cannot say (contractions,
/// groups of digits, white space around newlines) is looked up at the few places where it matters.
protocol WordGrammar: WordCutter {
  /// The class bits of `ScalarClasses` that count as letters.
  var letterBits: UInt16 { get }
  /// Whether every number is cut off before anything else is looked at, so that the text before
  /// it ends there.
  var separatesNumbers: Bool { get }
  /// The first bytes of words in `block`. The masks of the block before are in `carry`, and the
  /// first byte of the next block, if any, has been read as `nextIsText`: whether it is there and
  /// is no white space.
  func starts(
    in block: ByteMasks, at position: Int, nextIsText: Bool, _ carry: inout WordCarry,
    _ text: BlockText
  ) -> UInt64
}

extension WordGrammar {
  var separatesNumbers: Bool { false }
}

/// What one block tells the next.
struct WordCarry {
  /// The last byte's classes, as bit 0.
  var letter: UInt64 = 0
  var number: UInt64 = 0
  var space: UInt64 = 0
  var blank: UInt64 = 0
  var newline: UInt64 = 0
  var other: UInt64 = 0
  /// A newline that belongs to the signs before it goes on into the next block.
  var attachedNewline: UInt64 = 0
  /// The character after a single sign that a word may take as its first begins in the next block.
  var afterSign: UInt64 = 0
  /// Starts of the next block to be set or cleared, for contractions that reach into it.
  var forced: UInt64 = 0
  var cleared: UInt64 = 0
  /// The last byte is a newline that belongs to the signs before it.
  var attachedEnd: UInt64 = 0
  var groups = NumberGroups()
}

extension WordCarry {
  /// Notes the classes of the block's last byte.
  @inline(__always)
  mutating func close(_ block: ByteMasks) {
    letter = block.letters &>> 63
    number = block.numbers &>> 63
    space = block.spaces &>> 63
    blank = block.blanks &>> 63
    newline = block.newlines &>> 63
    other = block.others &>> 63
  }
}

/// `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`
///
/// as it is, or behind a stage that makes every number a piece of its own (StarCoder2, Command R).
struct GPT2Grammar: WordGrammar {
  var separatesNumbers = false
  var letterBits: UInt16 { ScalarClasses.letter }

  func words(of text: UnsafePointer<UInt8>, count: Int) -> GPT2Words {
    unsafe GPT2Words(WordScanner(self, text: text, count: count))
  }

  @inline(__always)
  func starts(
    in block: ByteMasks, at position: Int, nextIsText: Bool, _ carry: inout WordCarry,
    _ text: BlockText
  ) -> UInt64 {
    let others = block.others
    let apart = separatesNumbers ? block.numbers : 0
    let visible = block.present & ~block.spaces & ~apart
    let continued =
      (block.letters & (block.letters &<< 1 | carry.letter))
      | (block.numbers & (block.numbers &<< 1 | carry.number))
      | (others & (others &<< 1 | carry.other))
    // A space goes with the word after it, which then begins at the space.
    let afterBlank = block.blanks &<< 1 | carry.blank
    let words = visible & ~continued & ~afterBlank
    let afterSpace = block.spaces &<< 1 | carry.space
    let beforeText = visible &>> 1 | (nextIsText ? 1 &<< 63 : 0)
    let narrow = block.spaces & ~block.continuations & ~wide(block)
    let gaps = block.spaces & (~afterSpace | (narrow & beforeText) | block.lastWideSpaces)
    var starts = (words | apart | gaps) & block.leads
    starts = (starts | carry.forced) & ~carry.cleared
    carry.forced = 0
    carry.cleared = 0
    let contractions = starts & block.apostrophes
    if contractions != 0 {
      starts = Contractions.gpt2.cut(starts, contractions, at: position, &carry, text)
    }
    carry.close(block)
    return starts & block.present
  }

  /// The first bytes of characters of more than one byte.
  @inline(__always)
  private func wide(_ block: ByteMasks) -> UInt64 { block.continuations &>> 1 }
}

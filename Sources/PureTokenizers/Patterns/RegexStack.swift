/// One entry of the stack of alternatives: a way that was not taken, or what to restore.
struct RegexStackEntry {
  enum Kind: UInt32 {
    /// Go on at an instruction.
    case alternative
    /// Give back one scalar of a run; `extra` holds the least place, and where the run began.
    case run
    /// Take one scalar more; `extra` holds how many may come, and where the run began.
    case lazyRun
    /// Try the branches left in `extra`.
    case branch
    /// The bottom of a frame; `extra` is the frame's base before, and its number.
    case barrier
    case register
    case limit
    /// Popped when all ways from an instruction have failed.
    case memo
    /// The same for a run; `position` is where it began, `extra` its end and its least place.
    case runMemo
    /// Look one scalar further back; `extra` is how many are left.
    case stepBack
  }

  private var tag: UInt32
  var position: Int32
  var extra: UInt64

  static let noTarget = 0x0FFF_FFFF

  @inline(__always)
  init(_ kind: Kind, _ target: Int, _ position: Int, _ extra: UInt64 = 0) {
    tag = kind.rawValue << 28 | UInt32(truncatingIfNeeded: target)
    self.position = Int32(truncatingIfNeeded: position)
    self.extra = extra
  }

  var kind: Kind { Kind(rawValue: tag >> 28) ?? .alternative }
  var target: Int { Int(tag & 0x0FFF_FFFF) }

  /// Two numbers in `extra`.
  @inline(__always)
  static func pair(_ low: Int, _ high: Int) -> UInt64 {
    UInt64(UInt32(truncatingIfNeeded: low)) | UInt64(UInt32(truncatingIfNeeded: high)) << 32
  }

  var low: Int { Int(Int32(truncatingIfNeeded: extra)) }
  var high: Int { Int(Int32(truncatingIfNeeded: extra >> 32)) }
}

extension WordTableView {
  /// Where the match that begins at `start` ends, or -1.
  ///
  /// `text` must be UTF-8 up to `end`, which is the end of the text for the expression.
  @inline(__always)
  func matchEnd(
    _ text: UnsafePointer<UInt8>, from start: Int, to end: Int, _ memo: inout WordMemo
  ) -> Int {
    let shortEnd = min(end, start &+ 256)
    // What goes on for longer is left to `longMatchEnd`. The first row is the second.
    var run = unsafe WordRun(row: width, place: start)
    while run.place < shortEnd {
      // SAFETY: a row has an entry for each class.
      let (column, length) = unsafe column(text, at: run.place, to: end)
      unsafe run.take(rows[run.row &+ column], length: length)
      if run.row == 0 { return run.last }
    }
    return unsafe run.place < end ? longMatchEnd(text, run, to: end, &memo) : endOfText(run)
  }

  @inline(__always)
  private func endOfText(_ run: WordRun) -> Int {
    unsafe rows[run.row &+ width &- 1] & 1 == 1 ? run.place : run.last
  }

  /// Goes on with a long match; where no more match ends were found, they are not looked for
  /// again.
  @inline(never)
  private func longMatchEnd(
    _ text: UnsafePointer<UInt8>, _ start: WordRun, to end: Int, _ memo: inout WordMemo
  ) -> Int {
    var run = start
    var trail: [WordMemo.Key] = []
    while run.place < end, run.row != 0 {
      let last = run.last
      if run.place % 16 == 0 {
        let key = WordMemo.Key(stage: memo.stage, row: run.row, place: run.place)
        if memo.hopeless.contains(key) { break }
        trail.append(key)
      }
      let (column, length) = unsafe column(text, at: run.place, to: end)
      unsafe run.take(rows[run.row &+ column], length: length)
      if run.last != last { trail.removeAll(keepingCapacity: true) }
    }
    if run.row != 0, run.place >= end, unsafe endOfText(run) == run.place { return run.place }
    memo.hopeless.formUnion(trail)
    return run.last
  }

  /// Where the next match begins and ends, from `start` on, or nil.
  @inline(__always)
  func nextMatch(
    _ text: UnsafePointer<UInt8>, from start: Int, to end: Int, _ memo: inout WordMemo
  ) -> Range<Int>? {
    var place = start
    while place < end {
      let (column, length) = unsafe column(text, at: place, to: end)
      if unsafe rows[width &+ column] > 1 {
        let matchEnd = unsafe matchEnd(text, from: place, to: end, &memo)
        if matchEnd > place { return place..<matchEnd }
      }
      place &+= length
    }
    return nil
  }
}

/// An automaton on its way through a text.
struct WordRun {
  /// Where the state's row begins; 0 when no way is left.
  var row: Int
  var place: Int
  /// The last match end that was seen, or -1.
  var last = -1

  /// Takes a character of `length` bytes by its entry in the row.
  @inline(__always)
  mutating func take(_ entry: UInt32, length: Int) {
    if entry & 1 == 1 { last = place }
    row = Int(truncatingIfNeeded: entry &>> 1)
    place &+= length
  }
}

/// States at places from which on no match end is seen, so that no text is read again and again
/// in vain. Noted only for long matches, every sixteen bytes.
struct WordMemo: Sendable {
  struct Key: Hashable, Sendable {
    let stage: Int
    let row: Int
    let place: Int
  }

  fileprivate(set) var hopeless: Set<Key> = []
  /// Which of several automata is running.
  var stage = 0
}

extension UTF8Scalars {
  /// The character of two to four bytes at `place`; bytes from `end` on are not read.
  @inline(__always)
  static func wideScalar(
    _ text: UnsafePointer<UInt8>, at place: Int, to end: Int
  ) -> DecodedScalar {
    // SAFETY: the text is UTF-8, so the bytes that the lead announces are there; places are
    // held below `end` all the same.
    let lead = unsafe UInt32(text[place])
    let length = min(lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4, end &- place)
    var value = lead & (0x7F &>> UInt32(length))
    var offset = 1
    while offset < length {
      value = value &<< 6 | UInt32(unsafe text[place &+ offset] & 0x3F)
      offset &+= 1
    }
    return DecodedScalar(value: min(value, 0x10_FFFF), length: length)
  }
}

/// The tables of a `WordAutomaton` in one place in memory, which is not counted on the way.
///
/// With arrays in their stead, half of the time went into retaining and releasing them.
@safe final class WordTables: Sendable {
  // SAFETY: nobody writes after `init`, and the memory lives as long as the object. No text leads
  // out of it: every row has an entry for each class, every page of scalars is there up to U+10FFFF,
  // and decoding gives no larger scalar.
  nonisolated(unsafe) private let rows: UnsafeMutableBufferPointer<UInt32>
  nonisolated(unsafe) private let pages: UnsafeMutableBufferPointer<UInt32>
  nonisolated(unsafe) private let classes: UnsafeMutableBufferPointer<UInt8>
  private let width: Int
  private let byteLimit: Int

  init(_ automaton: WordAutomaton) {
    unsafe rows = .allocate(capacity: automaton.table.count)
    _ = unsafe rows.initialize(from: automaton.table)
    unsafe pages = .allocate(capacity: automaton.partition.pages.count)
    _ = unsafe pages.initialize(from: automaton.partition.pages)
    unsafe classes = .allocate(capacity: automaton.partition.classes.count)
    _ = unsafe classes.initialize(from: automaton.partition.classes)
    width = automaton.width
    byteLimit = automaton.partition.byteLimit
  }

  deinit {
    unsafe rows.deallocate()
    unsafe pages.deallocate()
    unsafe classes.deallocate()
  }

  /// The tables as they are read; to be used only while this object lives.
  var view: WordTableView {
    unsafe WordTableView(
      rows: UnsafePointer(rows.baseAddress.unsafelyUnwrapped),
      pages: UnsafePointer(pages.baseAddress.unsafelyUnwrapped),
      classes: UnsafePointer(classes.baseAddress.unsafelyUnwrapped),
      width: width, byteLimit: byteLimit)
  }
}

/// Tables that somebody else keeps alive.
@unsafe struct WordTableView: Sendable {
  // Sendable: nobody writes to the tables; that they still live is what `@unsafe` leaves to users.
  nonisolated(unsafe) let rows: UnsafePointer<UInt32>
  nonisolated(unsafe) let pages: UnsafePointer<UInt32>
  nonisolated(unsafe) let classes: UnsafePointer<UInt8>
  /// The entries of a row, the last of which is for the end of the text.
  let width: Int
  /// Up to this, the class of a byte is known without the bytes after it.
  let byteLimit: Int

  /// The class of the character at `place`, which must be below `end`, and its length.
  @inline(__always)
  func column(
    _ text: UnsafePointer<UInt8>, at place: Int, to end: Int
  ) -> (number: Int, length: Int) {
    // SAFETY: `classes` has an element for each byte, and those of every page; a scalar is below
    // U+110000.
    let byte = unsafe Int(text[place])
    if unsafe byte < byteLimit { return unsafe (Int(classes[byte]), 1) }
    let scalar = unsafe UTF8Scalars.wideScalar(text, at: place, to: end)
    let page = unsafe Int(pages[Int(scalar.value &>> 8)])
    return unsafe (Int(classes[page &+ Int(scalar.value & 0xFF)]), scalar.length)
  }
}

/// Brings text into a normalization form, touching only the stretches that may need it.
///
/// A stretch is a run of unstable scalars and, for the forms that compose, the stable scalar
/// before it. Each is decomposed, put in order and composed on its own; what lies between is
/// copied, and a text without such stretches is left alone.
struct FormNormalizer {
  private let form: NormalizationForm
  /// No byte below this begins an unstable scalar, so most bytes need no decoding.
  private let firstUnstableLead: UInt8
  // Kept here, as asking for the shared ones costs more than looking a scalar up in them.
  private let classes = CombiningClasses.classes
  private let decompositions = Decompositions.shared
  private let compositions = Compositions.shared
  private var symbols: [NormalizationSymbol] = []

  init(_ form: NormalizationForm) {
    self.form = form
    let first = form.unstable.ranges.first?.lowerBound ?? 0
    firstUnstableLead = UInt8(truncatingIfNeeded: 0xC0 | first >> 6)
  }

  /// Brings `text` into the form; a text that is in the form is not rebuilt.
  mutating func normalize(_ text: inout TextBuffer) {
    let bytes = text.bytes
    var result = TextBuffer(tracksOrigins: text.tracksOrigins)
    var isChanged = false
    var (copied, start) = (0, 0)
    while let stretch = firstStretch(in: bytes, from: start) {
      start = stretch.upperBound
      decompose(bytes, stretch)
      CanonicalOrdering.sort(&symbols)
      if form.composes {
        CanonicalComposition.compose(&symbols, compositions)
        if areUnchanged(bytes, stretch) { continue }
      }
      if !isChanged { result = text.emptied() }
      isChanged = true
      result.append(text, range: copied..<stretch.lowerBound)
      append(from: text, stretch.lowerBound, to: &result)
      copied = start
    }
    guard isChanged else { return }
    result.append(text, range: copied..<text.count)
    text = result
  }

  /// Whether the symbols are those of a stretch as it stands, which only a form that composes asks:
  /// there may be marks that compose with something, but not with what is before them.
  private func areUnchanged(_ bytes: [UInt8], _ stretch: Range<Int>) -> Bool {
    // A scalar has one to four bytes: where fewer are left, some have become one.
    guard symbols.count * 4 >= stretch.count else { return false }
    var index = stretch.lowerBound
    for symbol in symbols {
      guard index < stretch.upperBound else { return false }
      let scalar = bytes.scalar(at: index)
      guard scalar.value == symbol.element.scalar, symbol.element.change == 0
      else { return false }
      index += scalar.length
    }
    return index == stretch.upperBound
  }

  /// Appends the symbols, which stand for the scalars of `text` from `position` on.
  private func append(from text: borrowing TextBuffer, _ position: Int, to result: inout TextBuffer)
  {
    var position = position
    for symbol in symbols {
      let isDropped = form.dropped.contains(symbol.element.scalar)
      result.append(symbol.element, isDropped: isDropped, replacing: &position, of: text)
    }
  }
}

// MARK: - Finding stretches

extension FormNormalizer {
  /// The first stretch from `start` on that the form changes; `start` is where one can be cut.
  private func firstStretch(in bytes: [UInt8], from start: Int) -> Range<Int>? {
    var index = start
    while index < bytes.count {
      guard bytes[index] >= firstUnstableLead else {
        index += 1
        continue
      }
      let scalar = bytes.scalar(at: index)
      guard form.unstable.contains(scalar.value) else {
        index += scalar.length
        continue
      }
      let (end, isInForm) = run(in: bytes, from: index)
      if !isInForm { return stretchStart(in: bytes, before: index, notBelow: start)..<end }
      index = end
    }
    return nil
  }

  /// Where the run of unstable scalars at `start` ends, and whether it is in the form as it is.
  private func run(in bytes: [UInt8], from start: Int) -> (end: Int, isInForm: Bool) {
    var index = start
    var isInForm = true
    var lastClass: UInt16 = 0
    while index < bytes.count {
      let scalar = bytes.scalar(at: index)
      guard form.unstable.contains(scalar.value) else { break }
      let combiningClass = classes[scalar.value]
      if form.changing.contains(scalar.value) || (combiningClass != 0 && lastClass > combiningClass)
      {
        isInForm = false
      }
      lastClass = combiningClass
      index += scalar.length
    }
    return (index, isInForm)
  }

  private func stretchStart(in bytes: [UInt8], before index: Int, notBelow start: Int) -> Int {
    guard form.composes, index > start else { return index }
    return index - bytes.scalar(before: index, notBelow: start).length
  }
}

// MARK: - Decomposing

extension FormNormalizer {
  /// Fills `symbols` with the decompositions of a stretch.
  private mutating func decompose(_ bytes: [UInt8], _ stretch: Range<Int>) {
    symbols.removeAll(keepingCapacity: true)
    var index = stretch.lowerBound
    while index < stretch.upperBound {
      let scalar = bytes.scalar(at: index)
      decompose(scalar.value)
      index += scalar.length
    }
  }

  private mutating func decompose(_ scalar: UInt32) {
    if Hangul.syllables.contains(scalar) {
      let jamo = Hangul.decompose(scalar)
      append(jamo.leading, change: 0)
      append(jamo.vowel, change: 1)
      if let trailing = jamo.trailing { append(trailing, change: 1) }
      return
    }
    let parts = decompositions.range(of: scalar, compatible: form.compatible)
    guard !parts.isEmpty else { return append(scalar, change: 0) }
    for index in parts {
      append(decompositions.parts[index], change: index == parts.lowerBound ? 0 : 1)
    }
  }

  private mutating func append(_ scalar: UInt32, change: Int) {
    symbols.append(
      NormalizationSymbol(
        element: ChangedScalar(scalar: scalar, change: change),
        combiningClass: classes[scalar]))
  }
}

/// Consecutive tokens of an encoding that are alike in everything but id and place.
///
/// `[CLS] a text [SEP]` is three stretches, however long the text is.
struct Stretch: Hashable, Sendable {
  /// The position after the last token of the stretch; it begins where the one before it ends.
  var end: Int
  /// The type id of every token.
  var typeID: UInt32 = 0
  /// The text in `SourceTexts` that offsets count in, or `noSource`.
  var source: UInt32 = noSource
  /// Whether the tokens were added by the post-processor or as padding.
  var isSpecial = false
  /// Whether the tokens are no padding.
  var isAttended = true

  /// The source of tokens that come from no text.
  static let noSource = UInt32.max

  /// Whether tokens of `other` could stand in this stretch.
  func isAlike(_ other: Stretch) -> Bool {
    var other = other
    other.end = end
    return self == other
  }
}

/// The stretches of an encoding, in order and without empty ones.
struct Stretches: Hashable, Sendable {
  private(set) var elements: [Stretch] = []

  /// The number of tokens.
  var count: Int { elements.last?.end ?? 0 }

  /// Appends `count` tokens that are as `kind` says; its `end` does not matter.
  mutating func append(_ kind: Stretch, count added: Int) {
    guard added > 0 else { return }
    var stretch = kind
    stretch.end = count + added
    if let last = elements.last, last.isAlike(stretch) {
      elements[elements.count - 1].end = stretch.end
    } else {
      elements.append(stretch)
    }
  }

  /// Appends the part of `other` that covers `range`, its sources counted from `firstSource`.
  mutating func append(_ other: Stretches, range: Range<Int>, firstSource: UInt32 = 0) {
    var index = other.index(of: range.lowerBound)
    var start = range.lowerBound
    while start < range.upperBound, index < other.elements.count {
      var stretch = other.elements[index]
      let end = Swift.min(stretch.end, range.upperBound)
      if stretch.source != Stretch.noSource { stretch.source &+= firstSource }
      append(stretch, count: end - start)
      start = end
      index += 1
    }
  }

  /// Changes every stretch; neighbours that become alike are joined.
  mutating func change(_ body: (inout Stretch) -> Void) {
    let old = elements
    elements.removeAll(keepingCapacity: true)
    var start = 0
    for var stretch in old {
      let length = stretch.end - start
      start = stretch.end
      body(&stretch)
      append(stretch, count: length)
    }
  }

  /// The position of the stretch that holds the token at `position`.
  func index(of position: Int) -> Int {
    var low = 0
    var high = elements.count
    while low < high {
      let middle = (low + high) / 2
      if elements[middle].end <= position { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The stretch that holds the token at `position`, if there is one.
  func stretch(at position: Int) -> Stretch? {
    let index = index(of: position)
    return index < elements.count ? elements[index] : nil
  }

  /// One value for each token.
  func values<Value>(_ value: (Stretch) -> Value) -> [Value] {
    var result: [Value] = []
    result.reserveCapacity(count)
    for stretch in elements {
      result.append(
        contentsOf: repeatElement(value(stretch), count: Swift.max(stretch.end - result.count, 0)))
    }
    return result
  }
}

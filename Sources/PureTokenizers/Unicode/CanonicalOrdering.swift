/// A scalar on its way through normalization.
struct NormalizationSymbol {
  /// The scalar, and the old scalars that it stands for.
  var element: ChangedScalar
  /// Its canonical combining class; 0 for a starter.
  var combiningClass: UInt16
}

/// Puts combining marks into the order of their classes, which is the same for all equal texts.
enum CanonicalOrdering {
  /// Runs up to this length are sorted by insertion, longer ones by counting.
  private static let insertionLimit = 16

  /// Sorts every run of symbols that are no starters, stably.
  static func sort(_ symbols: inout [NormalizationSymbol]) {
    var index = 0
    while index < symbols.count {
      let start = index
      var isSorted = true
      var last: UInt16 = 0
      while index < symbols.count, symbols[index].combiningClass != 0 {
        isSorted = isSorted && last <= symbols[index].combiningClass
        last = symbols[index].combiningClass
        index += 1
      }
      if !isSorted { sort(&symbols, run: start..<index) }
      index += 1
    }
  }

  private static func sort(_ symbols: inout [NormalizationSymbol], run: Range<Int>) {
    if run.count <= insertionLimit {
      sortByInsertion(&symbols, run)
    } else {
      sortByCounting(&symbols, run)
    }
  }

  private static func sortByInsertion(_ symbols: inout [NormalizationSymbol], _ run: Range<Int>) {
    for index in run.dropFirst() {
      let symbol = symbols[index]
      var place = index
      while place > run.lowerBound, symbols[place - 1].combiningClass > symbol.combiningClass {
        symbols[place] = symbols[place - 1]
        place -= 1
      }
      symbols[place] = symbol
    }
  }

  /// Linear, so that a text of nothing but marks takes no longer than others.
  private static func sortByCounting(_ symbols: inout [NormalizationSymbol], _ run: Range<Int>) {
    var places = [Int](repeating: 0, count: 256)
    for index in run { places[Int(symbols[index].combiningClass & 0xFF)] += 1 }
    var next = run.lowerBound
    for number in places.indices {
      next += places[number]
      places[number] = next - places[number]
    }
    for symbol in Array(symbols[run]) {
      let number = Int(symbol.combiningClass & 0xFF)
      symbols[places[number]] = symbol
      places[number] += 1
    }
  }
}

/// Joins scalars to the starter before them, the last step of the C forms.
enum CanonicalComposition {
  /// Composes in place.
  ///
  /// A composed scalar stands for all that its two halves stand for, which in Hugging Face's
  /// bookkeeping is the sum of the changes, less one.
  static func compose(
    _ symbols: inout [NormalizationSymbol], _ compositions: borrowing Compositions
  ) {
    var written = 0
    var starter: Int?
    var lastClass: UInt16?
    // An index, as a loop over the array itself would copy it for every stretch of a text.
    for index in symbols.indices {
      let symbol = symbols[index]
      if let starter, !isBlocked(symbol, after: lastClass),
        let composed = compositions.compose(
          symbols[starter].element.scalar, symbol.element.scalar)
      {
        symbols[starter].element.scalar = composed
        symbols[starter].element.change += symbol.element.change - 1
        continue
      }
      symbols[written] = symbol
      lastClass = symbol.combiningClass
      if symbol.combiningClass == 0 {
        starter = written
        lastClass = nil
      }
      written += 1
    }
    symbols.removeLast(symbols.count - written)
  }

  /// Whether something between the starter and `symbol` keeps them apart.
  private static func isBlocked(_ symbol: NormalizationSymbol, after last: UInt16?) -> Bool {
    guard let last else { return false }
    return last >= symbol.combiningClass
  }
}

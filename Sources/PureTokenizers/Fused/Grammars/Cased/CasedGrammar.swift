/// The grammar of o200k and its relatives: Tekken (Mistral Nemo) and Kimi K2.
///
///     [^\r\n\p{L}\p{N}]?U*L+(?i:'s|'t|'re|'ve|'m|'ll|'d)?
///       |[^\r\n\p{L}\p{N}]?U+L*(?i:'s|'t|'re|'ve|'m|'ll|'d)?
///       |\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+
///
/// where U are letters and marks but lower case, L all but upper and title case.
///
/// Words of letters begin as in cl100k, and within letters
/// - at an upper case letter behind a lower case one, with or without caseless ones between;
/// - at upper case letters behind a caseless one when nothing else follows (`字AB` is `字` `AB`, for
///   U* gives back what L+ cannot take; `字ABc` is one word).
///
/// A contraction belongs to the word before it, and what follows begins anew. Where a mark stands
/// behind a sign, more than the neighbours matters: there an automaton goes on (`difficulties`).
///
/// English and code run twice as fast as with the automaton alone, many languages 1.5 times.
struct CasedGrammar: WordCutter {
  var rules: CasedRules
  /// The automaton of the same expression.
  let tables: WordTables

  func words(of text: UnsafePointer<UInt8>, count: Int) -> CasedWordScanner {
    unsafe CasedWordScanner(self, text: text, count: count)
  }
}

/// In what the relatives differ.
struct CasedRules: Hashable, Sendable {
  /// How many numbers stand together at most.
  var largestNumberGroup = 3
  var takesContractions = true
  /// Whether slashes behind the newlines after signs belong to those.
  var signsTakeSlashes = true
  /// Whether Chinese characters are words of their own, and no letters.
  var separatesChinese = false

  static let o200k = CasedRules()
  static let tekken = CasedRules(largestNumberGroup: 1, takesContractions: false)
  static let kimi = CasedRules(signsTakeSlashes: false, separatesChinese: true)

  /// The expression.
  var source: String {
    let but = separatesChinese ? #"&&[^\p{Han}]"# : ""
    let upper = #"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}\#(but)]"#
    let lower = #"[\p{Ll}\p{Lm}\p{Lo}\p{M}\#(but)]"#
    let suffix = takesContractions ? "(?i:'s|'t|'re|'ve|'m|'ll|'d)?" : ""
    let number = largestNumberGroup == 1 ? #"\p{N}"# : #"\p{N}{1,\#(largestNumberGroup)}"#
    return (separatesChinese ? #"[\p{Han}]+|"# : "")
      + #"[^\r\n\p{L}\p{N}]?\#(upper)*\#(lower)+\#(suffix)"#
      + #"|[^\r\n\p{L}\p{N}]?\#(upper)+\#(lower)*\#(suffix)|\#(number)"#
      + #"| ?[^\s\p{L}\p{N}]+[\r\n\#(signsTakeSlashes ? "/" : "")]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
  }
}

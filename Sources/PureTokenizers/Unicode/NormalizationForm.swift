/// One of Unicode's four normalization forms, with the data of Unicode 9.0.
///
/// The version is the one of the crate that Hugging Face uses: a scalar that came later has no
/// decomposition, is a starter, and composes with nothing.
struct NormalizationForm: Sendable {
  /// Whether compatibility decompositions apply (the K forms).
  let compatible: Bool
  /// Whether what was decomposed is composed again (the C forms).
  let composes: Bool
  /// Scalars that the form may change or join to the one before.
  let changing: ScalarSet
  /// `changing`, and everything that is no starter and so may have to change places.
  ///
  /// A text without such scalars is in the form. Between two scalars outside of this set the
  /// text can be cut, and its parts normalized each on its own.
  let unstable: ScalarSet
  /// Scalars that are left out of the result.
  let dropped: ScalarSet

  static let nfc = NormalizationForm(compatible: false, composes: true)
  static let nfd = NormalizationForm(compatible: false, composes: false)
  static let nfkc = NormalizationForm(compatible: true, composes: true)
  static let nfkd = NormalizationForm(compatible: true, composes: false)
  /// NFD without the marks that BERT removes as accents.
  static let nfdWithoutAccents = NormalizationForm(
    compatible: false, composes: false, dropping: .bertMarks)

  private init(compatible: Bool, composes: Bool, dropping dropped: ScalarSet = ScalarSet([])) {
    self.compatible = compatible
    self.composes = composes
    var changing: [ClosedRange<UInt32>] = []
    let composites = composes ? Compositions.shared.composites : []
    for entry in Decompositions.shared.entries {
      let parts = compatible ? entry.compatible : entry.canonical
      guard !parts.isEmpty else { continue }
      let comesBack = parts == entry.canonical && composites.contains(entry.scalar)
      if !comesBack { changing.append(entry.scalar...entry.scalar) }
    }
    changing += composes ? Compositions.shared.seconds : [Hangul.syllables]
    changing += dropped.ranges
    self.dropped = dropped
    self.changing = ScalarSet(changing)
    unstable = ScalarSet(changing + CombiningClasses.nonStarters)
  }
}

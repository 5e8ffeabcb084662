/// Tells when the first chunk of a piece puts all tokens after it in the wrong place.
///
/// Where `PrecompiledCharsmap` leaves nothing of what a text begins with, Hugging Face takes all
/// that follows to come from too early a place. Tokens fall apart at spaces even then, but their
/// places do not, and the plain stages have to do the whole piece.
struct ShiftedPlaces: Sendable {
  /// The normalizers up to the last charsmap.
  private let normalizers: [any Normalizer]

  /// Nil when no normalizer is a charsmap.
  init?(_ normalizer: (any Normalizer)?) {
    let all = NormalizerSequence.members(of: normalizer)
    guard let last = all.lastIndex(where: { $0 is PrecompiledCharsmap }) else { return nil }
    normalizers = Array(all[...last])
  }

  /// Whether what follows a first chunk is shifted.
  func begin(with chunk: UnsafeRawBufferPointer) throws(TokenizerError) -> Bool {
    var text = unsafe TextBuffer(original: Array(chunk), tracksOrigins: false)
    for (position, normalizer) in normalizers.enumerated() {
      if let charsmap = normalizer as? PrecompiledCharsmap, charsmap.dropsStart(of: text.bytes) {
        return true
      }
      if position + 1 < normalizers.count { try normalizer.normalize(&text) }
    }
    return false
  }
}

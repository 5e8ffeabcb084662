extension Optimization {
  /// Decodes by copying what each token adds to a text, where the decoder treats tokens one by one.
  static let decodeByTable = Optimization("decode by table") { $0.decodesByTable = true }
}

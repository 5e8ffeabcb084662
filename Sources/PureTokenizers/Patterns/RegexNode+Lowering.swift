extension RegexNode {
  /// The tree of a pattern as it is compiled when nothing refers to a group.
  init(lowering source: [UInt8]) throws(RegexSyntaxError) {
    let scalars = String(decoding: source, as: UTF8.self).unicodeScalars.map(\.value)
    let (tree, hasNames) = try RegexParser.parse(scalars)
    var lowering = RegexLowering(referenced: [], hasNames: hasNames)
    self = try lowering.lowered(tree)
  }
}

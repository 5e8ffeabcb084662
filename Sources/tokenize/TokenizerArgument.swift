import PureTokenizers

extension Arguments {
  /// The tokenizer that `--tokenizer` names, or the small one that comes with the program.
  mutating func tokenizer() throws -> Tokenizer {
    guard let path = try value("--tokenizer") else {
      return try Tokenizer(json: DefaultTokenizer.json)
    }
    return try Tokenizer(contentsOf: path)
  }
}

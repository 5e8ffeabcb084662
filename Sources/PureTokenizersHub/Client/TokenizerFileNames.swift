/// Which files of a repository a tokenizer is made of.
enum TokenizerFileNames {
  /// The file that says everything, where there is one.
  static let tokenizer = "tokenizer.json"

  /// What belongs to a tokenizer besides.
  static let companions = [
    "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json",
    "chat_template.jinja", "chat_template.json", "config.json",
  ]

  /// What a tokenizer can be made from when there is no `tokenizer.json`.
  static let sources = [
    "vocab.json", "merges.txt", "vocab.txt", "tokenizer.model", "spiece.model",
    "sentencepiece.bpe.model", "tekken.json", "tiktoken.model",
  ]

  /// More than any model has; a server that lists more would have us fill the disk.
  static let mostFiles = 200

  /// Whether the file is a named chat template.
  static func isChatTemplate(_ name: String) -> Bool {
    let folder = "additional_chat_templates/"
    return name.hasPrefix(folder) && name.hasSuffix(".jinja")
      && !name.dropFirst(folder.count).contains("/")
  }

  /// Those of `names` that the tokenizer needs; templates come first, see `HubClient+Snapshot`.
  static func wanted(of names: some Sequence<String>) -> [String] {
    let names = Set(names)
    let templates = names.filter(isChatTemplate).sorted()
    let files = names.contains(tokenizer) ? [] : sources.filter(names.contains)
    let rankings =
      names.contains(tokenizer) ? [] : names.filter { $0.hasSuffix(".tiktoken") }.sorted()
    return templates + companions.filter(names.contains) + files + rankings
      + (names.contains(tokenizer) ? [tokenizer] : [])
  }

  /// Whether only a tokenizer needs the file; `config.json` is the model's as well.
  static func belongsToTokenizer(_ name: String) -> Bool {
    name == tokenizer || companions.contains(name) || sources.contains(name)
      || isChatTemplate(name) || name.hasSuffix(".tiktoken")
  }
}

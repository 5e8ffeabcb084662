/// The built-in stages, a line for each, in the order in which Hugging Face tries them.
extension KnownStages where Stage == any Normalizer {
  static let normalizers = KnownStages(
    [
      BertNormalizer.self,
      Strip.self,
      StripAccents.self,
      NFC.self,
      NFD.self,
      NFKC.self,
      NFKD.self,
      NormalizerSequence.self,
      Lowercase.self,
      Nmt.self,
      PrecompiledCharsmap.self,
      Replace.self,
      Prepend.self,
      ByteLevelNormalizer.self,
    ],
    untyped: ["BertNormalizer", "Strip", "Sequence", "Precompiled", "Replace", "Prepend"],
    aliases: ["BertNormalizer": "Bert"])
}

extension KnownStages where Stage == any PreTokenizer {
  static let preTokenizers = KnownStages([
    BertPreTokenizer.self,
    ByteLevel.self,
    CharDelimiterSplit.self,
    Metaspace.self,
    Whitespace.self,
    PreTokenizerSequence.self,
    Split.self,
    Punctuation.self,
    WhitespaceSplit.self,
    Digits.self,
    UnicodeScripts.self,
    FixedLength.self,
  ])
}

extension KnownStages where Stage == any Model {
  static let models = KnownStages(
    [
      BPE.self,
      WordPiece.self,
      WordLevel.self,
      Unigram.self,
    ],
    dispatch: .byTypeIfAny,
    untyped: ["BPE", "WordPiece", "WordLevel", "Unigram"],
    hints: [
      ("merges", "BPE"), ("continuing_subword_prefix", "WordPiece"), ("unk_token", "WordLevel"),
      ("vocab", "Unigram"),
    ])
}

extension KnownStages where Stage == any PostProcessor {
  static let postProcessors = KnownStages(
    [
      RobertaProcessing.self,
      BertProcessing.self,
      ByteLevelTrimming.self,
      TemplateProcessing.self,
      PostProcessorSequence.self,
    ],
    dispatch: .byFields(unique: [
      "RobertaProcessing": ["sep", "cls", "trim_offsets", "add_prefix_space"],
      "BertProcessing": ["sep", "cls"],
      "ByteLevel": ["add_prefix_space", "trim_offsets", "use_regex"],
      "TemplateProcessing": ["single", "pair", "special_tokens"],
      "Sequence": ["processors"],
    ]),
    untyped: ["RobertaProcessing", "BertProcessing", "TemplateProcessing"])
}

extension KnownStages where Stage == any TokenDecoder {
  static let decoders = KnownStages(
    [
      BPEDecoder.self,
      ByteLevelDecoder.self,
      WordPieceDecoder.self,
      MetaspaceDecoder.self,
      CTC.self,
      DecoderSequence.self,
      ReplaceDecoder.self,
      Fuse.self,
      StripDecoder.self,
      ByteFallback.self,
    ],
    untyped: ["BPEDecoder", "WordPiece", "CTC", "Replace", "Strip"])
}

/// What a tokenizer.json holds, stage by stage.
struct LoadedTokenizer: Sendable {
  var truncation: Truncation?
  var padding: Padding?
  var addedTokens: [AddedToken] = []
  var normalizer: (any Normalizer)?
  var preTokenizer: (any PreTokenizer)?
  var postProcessor: (any PostProcessor)?
  var decoder: (any TokenDecoder)?
  var model: any Model
}

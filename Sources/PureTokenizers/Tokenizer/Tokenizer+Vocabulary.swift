/// The tokens themselves.
extension Tokenizer {
  /// The number of tokens, added ones included.
  public var vocabularySize: Int {
    pipeline.model.vocabulary.count + pipeline.addedTokens.countBeyondModel
  }

  /// The tokens that are found in the text before the model sees it, in the order of their ids.
  public var addedTokens: [AddedTokens.Entry] { pipeline.addedTokens.entries }

  /// The ids of the special tokens, in order.
  public var specialTokenIDs: [TokenID] {
    addedTokens.lazy.filter(\.token.isSpecial).map(\.id)
  }

  /// The id of a token, or nil when there is none; `token` is what the vocabulary has (`Ġthe`).
  public func id(of token: String) -> TokenID? { id(of: Array(token.utf8)) }

  /// The id of the token that has these bytes in the vocabulary, or nil when there is none.
  public func id(of token: [UInt8]) -> TokenID? {
    pipeline.addedTokens.id(of: token) ?? pipeline.model.vocabulary.id(of: token)
  }

  /// The token with this id as the vocabulary has it, or nil when there is none.
  public func token(for id: TokenID) -> String? {
    pipeline.tokenBytes(of: id).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The bytes that the vocabulary has for this id, or nil when there is none.
  public func bytes(of id: TokenID) -> [UInt8]? { pipeline.tokenBytes(of: id).map(Array.init) }
}

/// The texts of a pipeline's tokens, for encodings to show.
final class PipelineTokenTexts: TokenTexts {
  private let vocabulary: Vocabulary
  private let addedTokens: AddedTokens

  init(vocabulary: Vocabulary, addedTokens: AddedTokens) {
    self.vocabulary = vocabulary
    self.addedTokens = addedTokens
  }

  func text(of id: TokenID) -> ArraySlice<UInt8> {
    vocabulary.bytes(of: id) ?? addedTokens.content(of: id).map { $0[...] } ?? []
  }
}

extension Pipeline {
  /// The texts of the tokens, for encodings to show.
  var tokenTexts: PipelineTokenTexts {
    PipelineTokenTexts(vocabulary: model.vocabulary, addedTokens: addedTokens)
  }
}

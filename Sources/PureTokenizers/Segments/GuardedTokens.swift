/// The special tokens that text in segments can only have where an added token was found.
///
/// A model whose vocabulary spells its special tokens makes them out of plain text: T5 makes `</s>`
/// of "</s>", whatever is recognized. The unknown token and the tokens for bytes stand for text,
/// and are never guarded.
struct GuardedTokens: Sendable {
  /// The ids, ascending.
  private let ids: [TokenID]
  private let lowest: TokenID
  private let highest: TokenID

  init(of pipeline: Pipeline) {
    let text = Self.textTokens(of: pipeline.model)
    ids = pipeline.addedTokens.specialIDs.filter { !text.contains($0) }
    lowest = ids.first ?? .max
    highest = ids.last ?? 0
  }

  /// The tokens that stand for text, though a file may call them special.
  private static func textTokens(of model: any Model) -> Set<TokenID> {
    let vocabulary = model.vocabulary
    var unknown: TokenID?
    var fallsBackToBytes = false
    switch model {
    case let model as BPE:
      unknown = model.options.unknownToken.flatMap { vocabulary.id(of: $0) }
      fallsBackToBytes = model.options.fallsBackToBytes
    case let model as Unigram:
      unknown = model.unknownToken
      fallsBackToBytes = model.fallsBackToBytes
    case let model as WordPiece: unknown = vocabulary.id(of: model.unknownToken)
    case let model as WordLevel: unknown = vocabulary.id(of: model.unknownToken)
    default: break
    }
    let bytes = fallsBackToBytes ? UInt8.min...UInt8.max : nil
    let byteTokens = bytes?.map { vocabulary.id(of: BPEAlphabet.byteToken($0)) } ?? []
    return Set((byteTokens + [unknown]).compactMap(\.self))
  }

  /// Whether `id` is one of them.
  func contains(_ id: TokenID) -> Bool {
    guard id >= lowest, id <= highest else { return false }
    var low = 0
    var high = ids.count
    while low < high {
      let middle = (low + high) / 2
      if ids[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low < ids.count && ids[low] == id
  }

  /// Whether every guarded token of `tokens` is an added token that was found.
  func areAllClaimed(_ tokens: [TokenID], in pieces: borrowing Pieces) -> Bool {
    let made = tokens.reduce(0) { $0 + (contains($1) ? 1 : 0) }
    guard made > 0 else { return true }
    let claimed = pieces.elements.reduce(0) { count, piece in
      count + (piece.token.map { contains($0) } ?? false ? 1 : 0)
    }
    return made == claimed
  }
}

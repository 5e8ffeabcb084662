/// The ids of a text that comes in piece by piece, in the portions in which they become certain.
///
///     for try await ids in tokenizer.ids(of: pieces) { use(ids) }
public struct TokenIDSequence<Base: AsyncSequence>: AsyncSequence {
  /// Some ids that follow one another in the text.
  public typealias Element = [TokenID]

  let base: Base
  let makeStream: () throws(TokenizerError) -> TokenStreamEncoder
  let append: (inout TokenStreamEncoder, Base.Element) throws(TokenizerError) -> [TokenID]

  /// Takes the pieces as the ids are asked for.
  public struct AsyncIterator: AsyncIteratorProtocol {
    var base: Base.AsyncIterator
    let sequence: TokenIDSequence
    var stream: TokenStreamEncoder?
    var isFinished = false

    /// The ids that are certain next; nil at the end.
    ///
    /// - Throws: what `TokenStreamEncoder` throws, and what the sequence of the pieces throws.
    public mutating func next() async throws -> [TokenID]? {
      guard !isFinished else { return nil }
      var stream = try stream ?? sequence.makeStream()
      while let piece = try await base.next() {
        let ids = try sequence.append(&stream, piece)
        self.stream = stream
        if !ids.isEmpty { return ids }
      }
      isFinished = true
      return try stream.finish()
    }
  }

  /// An iterator that begins a new stream.
  public func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(base: base.makeAsyncIterator(), sequence: self)
  }
}

extension Tokenizer {
  /// The ids of a text that comes in as strings.
  public func ids<Pieces: AsyncSequence>(
    of pieces: Pieces, options: EncodeOptions = EncodeOptions()
  ) -> TokenIDSequence<Pieces> where Pieces.Element: StringProtocol {
    TokenIDSequence(
      base: pieces,
      makeStream: { () throws(TokenizerError) in try self.makeEncodeStream(options: options) },
      append: { stream, piece throws(TokenizerError) in try stream.append(piece) })
  }

  /// The ids of a text that comes in as bytes of UTF-8, some at a time.
  public func ids<Pieces: AsyncSequence>(
    of pieces: Pieces, options: EncodeOptions = EncodeOptions()
  ) -> TokenIDSequence<Pieces> where Pieces.Element: Sequence<UInt8> {
    TokenIDSequence(
      base: pieces,
      makeStream: { () throws(TokenizerError) in try self.makeEncodeStream(options: options) },
      append: { stream, piece throws(TokenizerError) in try stream.append(piece) })
  }
}

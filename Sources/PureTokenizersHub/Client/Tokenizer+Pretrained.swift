import PureTokenizers

extension Tokenizer {
  /// Loads a model's tokenizer by the model's name.
  ///
  ///     let tokenizer = try await Tokenizer(pretrained: "bert-base-uncased")
  ///
  /// Its `tokenizer.json` is downloaded when the cache does not have it, and afterwards only asked
  /// about: see ``HubClient/Mode``. A cached file that turns out to be damaged is got again.
  ///
  /// - Parameters:
  ///   - model: the name on the Hub, `gpt2` or `owner/name`.
  ///   - revision: a branch, tag, commit or `refs/pr/N`.
  ///   - hub: gives another endpoint, cache, token and so on; ``HubClient/standard`` unless given.
  ///   - loader: knows the stages and the limits; give one that knows your own as well.
  /// - Throws: `HubError`, which says what to do.
  public convenience init(
    pretrained model: String, revision: String = "main", from hub: HubClient = .standard,
    loader: StageLoader = StageLoader()
  ) async throws(HubError) {
    let request = try FileRequest("tokenizer.json", of: model, revision: revision)
    let loaded = try await hub.tokenizer(request, loader: loader)
    self.init(
      pipeline: loaded.pipeline, truncation: loaded.truncation, padding: loaded.padding)
  }
}

extension HubClient {
  fileprivate func tokenizer(
    _ request: FileRequest, loader: StageLoader
  ) async throws(HubError) -> Tokenizer {
    let file = try await cachedFile(request)
    do throws(TokenizerError) {
      return try Tokenizer(json: bytes(of: file), loader: loader)
    } catch {
      tell(.warning, "\(file.path) cannot be loaded: \(error)")
      let repaired = try await repairedFile(file, request)
      do throws(TokenizerError) {
        return try Tokenizer(json: bytes(of: repaired), loader: loader)
      } catch {
        throw .invalidTokenizer(request.subject, path: repaired.path, error)
      }
    }
  }

  private func bytes(of file: CachedFile) throws(TokenizerError) -> [UInt8] {
    do throws(FileFailure) {
      return try cache.files.contents(of: file.location, limit: .max)
    } catch {
      throw .unreadableFile(path: file.path, problem: "\(HubError(error))")
    }
  }
}

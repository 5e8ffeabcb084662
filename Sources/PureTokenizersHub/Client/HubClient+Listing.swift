import PureTokenizers

/// A file that a model has on the Hub.
public struct HubListedFile: Hashable, Sendable {
  /// Its path in the repository.
  public var name: String
  /// Its size in bytes.
  public var size: Int
  /// Whether it is stored as a large file, and known by a sha256.
  public var isLarge: Bool
}

extension HubClient {
  /// The files that a model has at a revision, however many pages of the listing they fill.
  public func files(
    of model: String, revision: String = "main"
  ) async throws(HubError) -> [HubListedFile] {
    let request = try FileRequest(TokenizerFileNames.tokenizer, of: model, revision: revision)
    var subject = request.subject
    subject.file = nil
    guard configuration.mode != .offline else {
      throw .notCached(subject, cached: cache.folder(of: request.repository).summary())
    }
    let conversation = try Conversation(self, about: subject)
    var address = conversation.endpoint.treeAddress(request.repository, request.revision)
    var files: [HubListedFile] = []
    // All pages together may take as much as one page alone, and 128 pages are enough.
    var room = Self.longestListing
    while true {
      let (head, json, size) = try await json(
        at: address, conversation, .full(configuration), limit: room)
      room -= max(size, 64 << 10)
      do throws(TokenizerError) {
        for entry in try json.arrayValue() where try entry.string("type") == "file" {
          files.append(
            HubListedFile(
              name: try entry.string("path"), size: try entry.integer("size", in: 0 ... .max),
              isLarge: entry.member("lfs") != nil))
        }
      } catch {
        throw .unexpectedAnswer(
          conversation.answer(head), problem: "the listing cannot be read: \(error)")
      }
      guard let next = head.nextPage else { return files }
      do throws(AddressProblem) {
        address = try address.following(next)
        guard address.origin == conversation.endpoint.address.origin else {
          throw AddressProblem("is another server's")
        }
      } catch {
        throw .unsafeRedirect(
          conversation.answer(head), problem: "the next page has an address that \(error)")
      }
    }
  }

  /// The most that is read of a listing: 8 MB, a hundred thousand files.
  private static var longestListing: Int { 8 << 20 }

  /// The commit of a revision, and the names of what it has.
  func listing(
    _ request: FileRequest, _ effort: Effort
  ) async throws(HubError) -> RepositoryListing {
    var subject = request.subject
    subject.file = nil
    let conversation = try Conversation(self, about: subject)
    let address = conversation.endpoint.listingAddress(request.repository, request.revision)
    let (head, json, _) = try await json(
      at: address, conversation, effort, limit: Self.longestListing)
    func unexpected(_ problem: String) -> HubError {
      .unexpectedAnswer(conversation.answer(head), problem: problem)
    }
    do throws(TokenizerError) {
      guard let commit = CommitHash(try json.string("sha")) else {
        throw TokenizerError.invalidFile(path: "sha", problem: "is no commit")
      }
      var names: [String] = []
      for sibling in try json.array("siblings") {
        let name = try sibling.string("rfilename")
        if (try? FileName(name)) != nil { names.append(name) }
      }
      let count = TokenizerFileNames.wanted(of: names).count
      guard count <= TokenizerFileNames.mostFiles else {
        throw TokenizerError.invalidFile(
          path: "siblings", problem: "has \(count) files of a tokenizer")
      }
      return RepositoryListing(commit: commit, names: names)
    } catch {
      throw unexpected("the listing cannot be read: \(error)")
    }
  }

  /// Asks for JSON, again when that may help.
  private func json(
    at address: WebAddress, _ conversation: Conversation, _ effort: Effort, limit: Int
  ) async throws(HubError) -> (ResponseHead, JSON, size: Int) {
    var patience = Patience(effort.retry, deadline: conversation.deadline)
    while true {
      do throws(AttemptFailure) {
        return try await conversation.json(at: address, within: effort.time, limit: limit)
      } catch {
        try await patience.wait(after: error)
        tell(.warning, "\(error.error.withoutAdvice); trying again")
      }
    }
  }
}

extension Conversation {
  /// Asks for JSON once, along redirects that stay at the endpoint.
  fileprivate func json(
    at address: WebAddress, within time: Duration, limit: Int
  ) async throws(AttemptFailure) -> (ResponseHead, JSON, size: Int) {
    var address = address
    for _ in 0...Self.maximumHops {
      let body = SmallBody(limit: limit, subject: subject)
      let head = try await send(.get, address, within: time, to: body)
      if head.isRedirect {
        address = try target(of: head, from: address)
        guard address.origin == endpoint.address.origin else {
          throw AttemptFailure(
            .unsafeRedirect(answer(head), problem: "the listing is redirected to another server"))
        }
        continue
      }
      guard head.status == 200 else { throw failure(head) }
      // A value may be one byte of the answer, and takes a hundred in memory.
      guard body.bytes.count(where: \.beginsValue) <= 500_000 else {
        throw AttemptFailure(
          .unexpectedAnswer(answer(head), problem: "the listing has too many values"))
      }
      do throws(TokenizerError) {
        return (head, try JSON(body.bytes), body.bytes.count)
      } catch {
        throw AttemptFailure(
          .unexpectedAnswer(answer(head), problem: "the listing is not JSON (\(error))"))
      }
    }
    throw tooManyHops(ResponseHead(status: 307, headers: [:]))
  }
}

extension UInt8 {
  /// Whether a value of JSON may begin behind the byte.
  fileprivate var beginsValue: Bool {
    self == UInt8(ascii: ",") || self == UInt8(ascii: "[") || self == UInt8(ascii: "{")
  }
}

extension ResponseHead {
  /// Where the listing goes on: `<https://…>; rel="next"`.
  fileprivate var nextPage: String? {
    guard let link = headers["link"], link.contains("rel=\"next\""), link.hasPrefix("<"),
      let end = link.firstIndex(of: ">")
    else { return nil }
    return String(link[..<end].dropFirst())
  }
}

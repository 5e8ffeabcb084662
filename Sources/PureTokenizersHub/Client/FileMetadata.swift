/// What the Hub says about a file before it sends it.
struct FileMetadata: Hashable, Sendable {
  var commit: CommitHash
  /// What the content is known by; nil when the server is no Hub and names contents otherwise.
  var contentID: ContentID?
  var size: Int?
  /// Where the content is.
  var location: WebAddress
}

/// The metadata as it is put together from the answers along a chain of redirects.
struct MetadataHeaders {
  private var commit: String?
  private var etag: String?
  private var linkedETag: String?
  private var size: Int?
  private var linkedSize: Int?

  /// Takes in what an answer of the endpoint says; other servers are not asked about this.
  mutating func absorb(_ head: ResponseHead) {
    commit = head.headers["x-repo-commit"] ?? commit
    linkedETag = head.headers["x-linked-etag"] ?? linkedETag
    linkedSize = head.headers["x-linked-size"].flatMap { Int($0) } ?? linkedSize
    guard !head.isRedirect else { return }
    etag = head.headers["etag"] ?? etag
    size = head.isEncoded ? nil : head.contentLength
  }

  func metadata(at location: WebAddress) -> FileMetadata? {
    guard let commit = commit.flatMap({ CommitHash($0) }), let etag = linkedETag ?? etag,
      !etag.isEmpty
    else { return nil }
    let size = (linkedSize ?? size).flatMap { $0 < 0 ? nil : $0 }
    return FileMetadata(
      commit: commit, contentID: ContentID(etag: etag), size: size, location: location)
  }
}

extension Conversation {
  /// Asks for a file's metadata once, along redirects that stay at the endpoint.
  func metadata(
    of request: FileRequest, within limit: Duration
  ) async throws(AttemptFailure) -> FileMetadata {
    var address = endpoint.resolveAddress(request)
    var headers = MetadataHeaders()
    for _ in 0...Self.maximumHops {
      let head = try await send(.head, address, within: limit, to: HeadReceiver())
      if head.isRedirect || head.status == 200 { headers.absorb(head) }
      guard head.isRedirect else {
        guard head.status == 200 else { throw failedMetadata(head, request) }
        return try complete(headers, at: address, head)
      }
      address = try target(of: head, from: address)
      if address.origin != endpoint.address.origin {
        return try complete(headers, at: address, head)
      }
    }
    throw tooManyHops(ResponseHead(status: 302, headers: [:]))
  }

  private func complete(
    _ headers: MetadataHeaders, at address: WebAddress, _ head: ResponseHead
  ) throws(AttemptFailure) -> FileMetadata {
    guard let metadata = headers.metadata(at: address) else {
      throw AttemptFailure(
        .unexpectedAnswer(answer(head), problem: "the answer has no commit or no etag"))
    }
    return metadata
  }

  /// A file that the commit does not have is remembered, as Python does.
  private func failedMetadata(_ head: ResponseHead, _ request: FileRequest) -> AttemptFailure {
    let failure = failure(head)
    if case .fileNotFound = failure.error,
      let commit = head.headers["x-repo-commit"].flatMap({ CommitHash($0) })
    {
      let folder = hub.cache.folder(of: request.repository)
      try? folder.rememberAbsence(of: request.name, at: commit)
      if folder.commits().contains(commit) { try? folder.remember(commit, of: request.revision) }
    }
    return failure
  }
}

/// Wants no body; an answer to `HEAD` has none.
final class HeadReceiver: BodyReceiver {
  func begin(_ head: ResponseHead) -> BodyVerdict { .receive }
  func receive(_ bytes: [UInt8]) -> HubError? { nil }
}

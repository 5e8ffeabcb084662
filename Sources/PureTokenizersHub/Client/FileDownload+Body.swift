extension FileDownload {
  /// Downloads the content into the cache, checks it, and gives the name of its blob.
  func download(
    _ metadata: FileMetadata, _ conversation: Conversation
  ) async throws(HubError) -> ContentID {
    var plan = BodyPlan(
      metadata,
      patience: Patience(
        hub.configuration.retry, deadline: conversation.deadline))
    let body = PartialBody(metadata, of: request, for: hub)
    defer { body.abandon() }
    while true {
      do throws(AttemptFailure) {
        try await enterLane(conversation)
        defer { hub.bodies.leave() }
        try await fetchBody(from: plan.location, conversation, into: body)
        return try body.keep()
      } catch {
        let progress = body.takeProgress()
        try await recover(from: error, madeProgress: progress, &plan, body, conversation)
      }
    }
  }

  private func enterLane(_ conversation: Conversation) async throws(AttemptFailure) {
    do throws(CancellationError) {
      if try await hub.bodies.enter(for: hub.connection(), until: conversation.deadline) { return }
    } catch {
      throw AttemptFailure(.cancelled(request.subject))
    }
    let problem = "other files took all the time that there was"
    throw AttemptFailure(.timedOut(request.subject, problem: problem))
  }

  /// One try: follows redirects to the content and takes what comes.
  private func fetchBody(
    from location: WebAddress, _ conversation: Conversation, into body: PartialBody
  ) async throws(AttemptFailure) {
    var address = location
    let offset = body.count
    guard offset == 0 || offset != body.expectedSize else { return }
    let headers = offset > 0 ? ["Range": "bytes=\(offset)-"] : [:]
    for _ in 0...Conversation.maximumHops {
      let head = try await conversation.send(.get, address, headers: headers, to: body)
      switch head.status {
      case 200, 206: return
      case 416 where offset > 0: throw AttemptFailure(body.useless("the server has no more of it"))
      case _ where head.isRedirect: address = try conversation.target(of: head, from: address)
      default: throw conversation.failure(head)
      }
    }
    throw conversation.tooManyHops(ResponseHead(status: 302, headers: [:]))
  }

  /// What follows a try that failed: wait, begin again, ask for a new address, or give up.
  private func recover(
    from failure: AttemptFailure, madeProgress: Bool, _ plan: inout BodyPlan, _ body: PartialBody,
    _ conversation: Conversation
  ) async throws(HubError) {
    if case .cancelled = failure.error { throw failure.error }
    if case .corrupt = failure.error {
      guard plan.mayRestart() else { throw failure.error }
      body.rewind()
      hub.tell(.warning, "\(failure.error.withoutAdvice); downloading it again")
      return
    }
    if failure.error.isExpiredAddress, plan.mayResolveAgain() {
      // The signature of the address has run out, or its server does not have the file.
      hub.tell(.warning, "\(failure.error.withoutAdvice); asking for a new address")
      do throws(AttemptFailure) {
        let limit = hub.configuration.timeouts.metadata * 3
        let metadata = try await conversation.metadata(of: request, within: limit)
        guard metadata.contentID == plan.metadata.contentID else { throw failure }
        plan.location = metadata.location
      } catch {
        throw error.error
      }
      return
    }
    if madeProgress { plan.patience.reset() }
    try await plan.patience.wait(after: failure)
    hub.tell(.warning, "\(failure.error.withoutAdvice); trying again from byte \(body.count)")
  }
}

/// What is left to try.
struct BodyPlan {
  let metadata: FileMetadata
  var location: WebAddress
  var patience: Patience
  private var restarts = 1
  private var resolutions = 1

  init(_ metadata: FileMetadata, patience: Patience) {
    (self.metadata, location, self.patience) = (metadata, metadata.location, patience)
  }

  mutating func mayRestart() -> Bool {
    restarts -= 1
    return restarts >= 0
  }

  mutating func mayResolveAgain() -> Bool {
    resolutions -= 1
    return resolutions >= 0
  }
}

extension HubError {
  /// Whether the server with the contents refuses what the Hub had promised.
  fileprivate var isExpiredAddress: Bool {
    switch self {
    case .unauthorized, .forbidden: true
    case .http(let answer): [404, 410].contains(answer.status)
    default: false
    }
  }
}

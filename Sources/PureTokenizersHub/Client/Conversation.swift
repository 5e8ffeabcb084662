import PureTokenizers

/// Requests about one thing: sends them with the right headers and turns answers into errors.
struct Conversation: Sendable {
  let hub: HubClient
  let endpoint: Endpoint
  let subject: HubError.Subject
  /// When the time for all of it is over.
  let deadline: ContinuousClock.Instant

  /// The most hops that a request is led along.
  static let maximumHops = 10

  init(_ hub: HubClient, about subject: HubError.Subject) throws(HubError) {
    (self.hub, self.subject) = (hub, subject)
    endpoint = try Endpoint(hub.configuration)
    deadline = .now + hub.configuration.timeouts.total
    if endpoint.withholdsToken {
      hub.tell(.warning, "the token is not sent over http; use an endpoint with https")
    }
  }

  /// One request, one answer.
  func send(
    _ method: HTTPRequest.Method, _ address: WebAddress, headers: [String: String] = [:],
    within limit: Duration? = nil, to receiver: any BodyReceiver
  ) async throws(AttemptFailure) -> ResponseHead {
    let own = endpoint.headers(for: address, userAgent: hub.userAgent)
    let request = HTTPRequest(
      method: method, address: address, headers: own.merging(headers) { $1 },
      limits: limits(within: limit))
    hub.tell(.debug, "\(method.rawValue) \(address.shown)")
    do {
      let head = try await hub.connection().send(request, to: receiver)
      hub.tell(.debug, "\(head.status) from \(address.shown)")
      if let warning = head.headers["x-hf-warning"] {
        hub.tell(.warning, "the Hub: \(redacted(warning))")
      }
      return head
    } catch {
      throw failure(error)
    }
  }

  /// Where a redirect leads, if it may be followed.
  func target(
    of head: ResponseHead, from address: WebAddress
  ) throws(AttemptFailure) -> WebAddress {
    func unsafe(_ problem: String) -> AttemptFailure {
      AttemptFailure(.unsafeRedirect(answer(head), problem: problem))
    }
    guard let location = head.headers["location"] else {
      throw unsafe("the server redirects without saying where")
    }
    do throws(AddressProblem) {
      let target = try address.following(location)
      guard target.scheme == "https" || address.scheme == "http" else {
        throw AddressProblem("leads from https to http")
      }
      return target
    } catch {
      throw unsafe("the server redirects to an address that \(error.description)")
    }
  }

  func tooManyHops(_ head: ResponseHead) -> AttemptFailure {
    AttemptFailure(
      .unsafeRedirect(
        answer(head), problem: "the server redirects more than \(Self.maximumHops) times"))
  }

  private func limits(within limit: Duration?) -> ExchangeLimits {
    let timeouts = hub.configuration.timeouts
    let own = limit.map { ContinuousClock.now + $0 } ?? deadline
    let seconds = limit?.components.seconds ?? 0
    let lateness =
      own < deadline
      ? "the server did not answer within \(max(seconds, 1)) s"
      : "the time for the whole file is over"
    return ExchangeLimits(
      deadline: min(own, deadline), lateness: lateness, idle: max(timeouts.idle, limit ?? .zero),
      minimumSpeed: timeouts.minimumSpeed, minimumSpeedWindow: timeouts.minimumSpeedWindow)
  }

  private func failure(_ failure: TransportFailure) -> AttemptFailure {
    switch failure {
    case .connection(let problem): AttemptFailure(.transport(subject, problem: problem))
    case .tooSlow(let problem): AttemptFailure(.timedOut(subject, problem: problem))
    case .refused(let error): AttemptFailure(error)
    case .cancelled: AttemptFailure(.cancelled(subject))
    }
  }
}

extension HubClient {
  /// The program's name, ours, and the system's.
  var userAgent: String {
    #if os(Linux)
    let system = "linux"
    #elseif os(macOS)
    let system = "macos"
    #elseif os(iOS)
    let system = "ios"
    #else
    let system = "other"
    #endif
    let own = "pure-tokenizers/0.1.0; swift/6; \(system)"
    let given = configuration.userAgent.map { $0.utf8.filter { $0 >= 0x20 && $0 < 0x7F } }
    return given.map { String(decoding: $0, as: UTF8.self) + "; " + own } ?? own
  }
}

/// Sends one request and follows nothing; `URLSession` does it, and tests may do it otherwise.
protocol HTTPTransport: Sendable {
  /// Sends the request and gives the head of the answer when its body is in, or not wanted.
  func send(
    _ request: HTTPRequest, to receiver: any BodyReceiver
  ) async throws(TransportFailure) -> ResponseHead

  /// Whether a body that nobody wants any more is still coming in.
  var isDraining: Bool { get }
}

/// What is asked, and how long the answer may take.
struct HTTPRequest: Sendable {
  enum Method: String, Sendable { case get = "GET", head = "HEAD" }
  var method: Method
  var address: WebAddress
  var headers: [String: String]
  var limits: ExchangeLimits
}

/// When an exchange has taken too long.
struct ExchangeLimits: Sendable {
  var deadline: ContinuousClock.Instant
  /// What the end of that time means, for an error.
  var lateness: String
  var idle: Duration
  var minimumSpeed: Int
  var minimumSpeedWindow: Duration
}

/// Status and headers of an answer.
struct ResponseHead: Hashable, Sendable {
  var status: Int
  /// The headers by their names in lower case.
  var headers: [String: String]

  /// Whether the body is packed, so that its length says nothing about the content's.
  var isEncoded: Bool { (headers["content-encoding"] ?? "identity") != "identity" }
  var isRedirect: Bool { [301, 302, 303, 307, 308].contains(status) }
  var contentLength: Int? {
    headers["content-length"].flatMap(Int.init).flatMap { $0 < 0 ? nil : $0 }
  }
}

/// Takes the body of an answer.
protocol BodyReceiver: AnyObject, Sendable {
  /// Decides about the body when the head is there.
  func begin(_ head: ResponseHead) -> BodyVerdict
  /// Takes the next part; an answer that is not nil ends the exchange.
  func receive(_ bytes: [UInt8]) -> HubError?
  /// Called after a part was taken, while no lock is held: the place to call the user's handlers,
  /// which may cancel the very task that waits for this answer.
  func partIsIn()
}

extension BodyReceiver {
  func partIsIn() {}
}

enum BodyVerdict: Sendable {
  /// The parts are wanted.
  case receive
  /// The head is all that is wanted.
  case skip
  /// The exchange has failed.
  case refuse(HubError)
}

/// Why an exchange ended without its answer.
enum TransportFailure: Error, Hashable {
  /// The connection failed; another try may go better.
  case connection(String)
  /// A limit was passed.
  case tooSlow(String)
  /// The receiver wanted no more.
  case refused(HubError)
  case cancelled
}

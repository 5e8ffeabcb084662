import Foundation
import PureTokenizers

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// `URLSession`, with everything off that it would do by itself: redirects, cookies, caches.
final class SessionTransport: HTTPTransport {
  private let session: URLSession
  private let exchanges: Exchanges

  /// - Parameter idle: how long a connection may bring nothing.
  init(idle: Duration) {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpCookieStorage = nil
    configuration.httpShouldSetCookies = false
    configuration.httpCookieAcceptPolicy = .never
    configuration.urlCache = nil
    configuration.urlCredentialStorage = nil
    configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
    // Our own clock decides; this one ends what could not be cancelled, see `Exchanges.stop`.
    configuration.timeoutIntervalForRequest = Double(idle.components.seconds) + 60
    exchanges = Exchanges()
    session = URLSession(
      configuration: configuration, delegate: exchanges, delegateQueue: CallbackQueue.make())
  }

  // Not `invalidateAndCancel`, see `Exchanges.stop`.
  deinit { session.finishTasksAndInvalidate() }

  var isDraining: Bool { exchanges.isDraining }

  func send(
    _ request: HTTPRequest, to receiver: any BodyReceiver
  ) async throws(TransportFailure) -> ResponseHead {
    guard let url = URL(string: request.address.text) else {
      throw .connection("the address cannot be opened")
    }
    var urlRequest = URLRequest(url: url)
    urlRequest.httpMethod = request.method.rawValue
    for (name, value) in request.headers { urlRequest.setValue(value, forHTTPHeaderField: name) }
    let task = session.dataTask(with: urlRequest)
    let exchange = Exchange(receiver: receiver, limits: request.limits)
    exchanges.add(exchange, for: task.taskIdentifier)
    task.resume()
    return try await exchange.result { [exchanges] in exchanges.stop(task) }.get()
  }
}

/// Hands what `URLSession` says to the exchange it is about.
private final class Exchanges: NSObject, URLSessionDataDelegate {
  private struct Live {
    var exchanges: [Int: Exchange] = [:]
    /// Transfers that can be redirected no more.
    var streaming: Set<Int> = []
    var cancelled: Set<Int> = []
    var isWatched = false
  }
  private let live = Lock(Live())

  func add(_ exchange: Exchange, for task: Int) {
    let isFirst = live.withLock { live in
      live.exchanges[task] = exchange
      defer { live.isWatched = true }
      return !live.isWatched
    }
    if isFirst { watch() }
  }

  /// Whether a transfer that was cancelled still goes on, which on Linux it may for a while.
  var isDraining: Bool { live.withLock { !$0.cancelled.isEmpty } }

  /// Ends a transfer that nobody waits for any more, as soon as that is safe.
  ///
  /// `URLSession` on Linux crashes when a task is cancelled while a callback about a redirect has
  /// not been answered yet. So a task is only cancelled when the head of an answer that is no
  /// redirect is there; before that nothing can come of it but a head, which ends it.
  func stop(_ task: URLSessionTask) {
    let isSafe = live.withLock { live in
      live.streaming.contains(task.taskIdentifier)
        && live.cancelled.insert(task.taskIdentifier).inserted
    }
    // Not on the session's own threads: there `cancel` could wait for itself.
    if isSafe { DispatchQueue.global().async { task.cancel() } }
  }

  /// Looks for exchanges that are too slow, ten times a second while there are any.
  private func watch() {
    DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(100)) { [weak self] in
      guard let self else { return }
      let exchanges = live.withLock { live in
        live.isWatched = !live.exchanges.isEmpty
        return Array(live.exchanges.values)
      }
      let now = ContinuousClock.now
      for exchange in exchanges { exchange.check(at: now) }
      if !exchanges.isEmpty { watch() }
    }
  }

  private func exchange(_ task: URLSessionTask) -> Exchange? {
    live.withLock { $0.exchanges[task.taskIdentifier] }
  }

  /// Answers nil: `URLSession` on Linux would take the token along to another host, and crash
  /// when several requests are redirected over HTTP/2.
  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
    completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    completionHandler(nil)
  }

  #if !canImport(FoundationNetworking)
  /// Certificates are checked as always; no password is ever given.
  func urlSession(
    _ session: URLSession, task: URLSessionTask, didReceive challenge: URLAuthenticationChallenge,
    completionHandler:
      @escaping @Sendable (URLSession.AuthChallengeDisposition, URLCredential?) -> Void
  ) {
    let method = challenge.protectionSpace.authenticationMethod
    let isCertificate = method == NSURLAuthenticationMethodServerTrust
    completionHandler(isCertificate ? .performDefaultHandling : .rejectProtectionSpace, nil)
  }
  #endif

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
  ) {
    let head = ResponseHead(response)
    // A redirect was complete before this call; after any other head there will be none.
    if !(300..<400).contains(head.status) {
      _ = live.withLock { $0.streaming.insert(dataTask.taskIdentifier) }
    }
    let isWanted = exchange(dataTask)?.begin(head) ?? false
    completionHandler(isWanted ? .allow : .cancel)
    // Linux takes no notice of that answer.
    if !isWanted { stop(dataTask) }
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    if exchange(dataTask)?.receive(data) != true { stop(dataTask) }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    let exchange = live.withLock { live in
      live.streaming.remove(task.taskIdentifier)
      live.cancelled.remove(task.taskIdentifier)
      return live.exchanges.removeValue(forKey: task.taskIdentifier)
    }
    exchange?.finish(error.map { "the connection failed: \(reason($0))" })
  }

  private func reason(_ error: any Error) -> String {
    guard let error = error as? URLError else { return "\(type(of: error))" }
    return error.localizedDescription.printable(limit: 200)
  }
}

extension ResponseHead {
  init(_ response: URLResponse) {
    let http = response as? HTTPURLResponse
    status = http?.statusCode ?? 0
    headers = [:]
    for (name, value) in http?.allHeaderFields ?? [:] {
      guard let name = name as? String, let value = value as? String else { continue }
      headers[name.lowercased()] = value
    }
  }
}

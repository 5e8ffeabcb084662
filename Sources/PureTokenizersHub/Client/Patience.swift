import Foundation

/// A try that failed, with how long the server wants us to wait before the next.
struct AttemptFailure: Error {
  var error: HubError
  var serverDelay: Duration?
  init(_ error: HubError, serverDelay: Duration? = nil) {
    (self.error, self.serverDelay) = (error, serverDelay)
  }
}

/// Counts tries and waits between them.
struct Patience {
  let policy: HubClient.RetryPolicy
  let deadline: ContinuousClock.Instant
  private var failures = 0

  init(_ policy: HubClient.RetryPolicy, deadline: ContinuousClock.Instant) {
    (self.policy, self.deadline) = (policy, deadline)
  }

  /// Waits until another try makes sense; throws the error when none does.
  mutating func wait(after failure: AttemptFailure) async throws(HubError) {
    failures += 1
    guard failure.error.isRetryable, failures < policy.attempts else { throw failure.error }
    let delay = failure.serverDelay ?? backOff
    if failure.serverDelay != nil {
      guard delay <= policy.longestServerDelay else { throw failure.error }
    }
    guard ContinuousClock.now + delay < deadline else { throw failure.error }
    do { try await Task.sleep(for: delay) } catch {
      throw failure.error.subject.map { .cancelled($0) } ?? failure.error
    }
  }

  /// Bytes came in, so the server is not dead: the tries begin again.
  mutating func reset() { failures = 0 }

  /// Twice as long each time, and a random part of it, so that clients do not come back together.
  private var backOff: Duration {
    let longest = min(policy.firstDelay * (1 << min(failures - 1, 20)), policy.longestDelay)
    return longest * Double.random(in: 0.1...1)
  }
}

extension ResponseHead {
  /// How long the server wants us to wait, from `Retry-After` in either form or from `RateLimit`.
  func serverDelay(now: Date = Date()) -> Duration? {
    if let text = headers["retry-after"] {
      if let seconds = Int(text.trimmed), seconds >= 0 {
        return .seconds(min(seconds, 10_000_000))
      }
      if let date = HTTPDate.seconds(text.trimmed) {
        let seconds = Double(date) - now.timeIntervalSince1970
        return .seconds(max(0, min(seconds.rounded(.up), 10_000_000)))
      }
    }
    // "resolvers";r=0;t=172: nothing remains, and the window ends in 172 s.
    guard let limit = headers["ratelimit"] else { return nil }
    let fields = limit.split(separator: ";").map { $0.trimmed }
    guard fields.contains("r=0"), let time = fields.first(where: { $0.hasPrefix("t=") }),
      let seconds = Int(time.dropFirst(2)), seconds >= 0
    else { return nil }
    return .seconds(min(seconds, 10_000_000) + 1)
  }
}

/// Dates as HTTP writes them.
enum HTTPDate {
  /// Seconds since 1970: "Thu, 01 Jan 1970 00:01:00 GMT" → 60
  static func seconds(_ text: String) -> Int? {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]), (1...31).contains(day),
      let month = months.firstIndex(of: String(parts[2])), let year = Int(parts[3]),
      (1970...9999).contains(year)
    else { return nil }
    let time = parts[4].split(separator: ":").compactMap { Int($0) }
    guard time.count == 3, (0..<24).contains(time[0]), (0..<60).contains(time[1]),
      (0...60).contains(time[2])
    else { return nil }
    let hours = daysSince1970(year, month + 1, day) * 24 + time[0]
    return (hours * 60 + time[1]) * 60 + time[2]
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Counts from March, so that the day that leap years add is the last of the year.
  private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
  }
}

extension StringProtocol {
  /// The text without white space around it.
  var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}

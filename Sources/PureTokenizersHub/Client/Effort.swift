/// How long and how often the Hub is asked a question.
struct Effort: Sendable {
  var retry: HubClient.RetryPolicy
  /// For one answer.
  var time: Duration

  /// The effort for a question without whose answer there is nothing.
  static func full(_ configuration: HubClient.Configuration) -> Effort {
    Effort(retry: configuration.retry, time: configuration.timeouts.metadata * 3)
  }

  /// The effort for a question where something cached can stand in for the answer: failing fast is
  /// better than trying again.
  static func hasty(_ configuration: HubClient.Configuration) -> Effort {
    var effort = Effort(retry: configuration.retry, time: configuration.timeouts.metadata)
    effort.retry.attempts = 1
    return effort
  }
}

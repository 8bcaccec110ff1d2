namespace QaBot.Evaluation.Reports;
public static class HtmlReport { public static string Of(EvaluationReport r) => ""; }

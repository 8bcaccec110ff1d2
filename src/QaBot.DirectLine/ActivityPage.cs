using System.Buffers;
using System.Globalization;
using System.Text;

namespace QaBot.DirectLine;

/// <summary>Activities that follow a watermark, oldest first, and the watermark after them.</summary>
internal sealed record ActivityPage(IReadOnlyList<LoggedActivity> Activities, long Watermark)
{
    /// <returns><c>{"activities":[…],"watermark":"n"}</c>, as sockets and polling send it.</returns>
    public ReadOnlyMemory<byte> ToUtf8()
    {
        var buffer = new ArrayBufferWriter<byte>(64 + Activities.Sum(activity => activity.Json.Length + 1));
        buffer.Write("{\"activities\":["u8);
        for (var i = 0; i < Activities.Count; i++)
        {
            if (i > 0)
                buffer.Write(","u8);
            buffer.Write(Activities[i].Json);
        }

        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"],\"watermark\":\"{Watermark}\"}}"), buffer);
        return buffer.WrittenMemory;
    }
}
